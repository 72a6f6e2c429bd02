using Holdfast.Data.Migrations;

namespace Holdfast.Data.Sqlite;

/// <summary>A unit of work on a connection that nobody else uses meanwhile. Everything it does is done when the call returns.</summary>
internal sealed class SqliteUnit(SqliteConnection connection) : IUnitOfWork, IScopedUnit, IScriptRunner
{
    private readonly Lock _gate = new();
    private readonly List<Action> _afterCommit = [];

    public DatabaseKind Kind => DatabaseKind.Sqlite;

    public bool MayBeBehind => false;

    public bool IsOpen { get; private set; } = true;

    public IReadOnlyList<Action> ToTell => _afterCommit;

    public Task<int> ExecuteAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        lock (_gate)
        {
            RefuseClosed();
            return Task.FromResult(connection.Execute(sql, parameters));
        }
    }

    public Task<IReadOnlyList<T>> QueryAsync<T>(
        string sql,
        Func<IRow, T> map,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        lock (_gate)
        {
            RefuseClosed();
            return Task.FromResult<IReadOnlyList<T>>(connection.Query(sql, map, parameters));
        }
    }

    public Task<T?> FirstAsync<T>(
        string sql,
        Func<IRow, T> map,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        lock (_gate)
        {
            RefuseClosed();
            return Task.FromResult(connection.First(sql, map, parameters));
        }
    }

    public void AfterCommit(Action action)
    {
        lock (_gate)
        {
            RefuseClosed();
            _afterCommit.Add(action);
        }
    }

    public Task RunScriptAsync(string script)
    {
        lock (_gate)
        {
            RefuseClosed();
            connection.ExecuteScript(script);
            return Task.CompletedTask;
        }
    }

    /// <summary>From now on nothing gets through: the connection belongs to the next unit.</summary>
    public void Close()
    {
        lock (_gate)
        {
            IsOpen = false;
        }
    }

    private void RefuseClosed()
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException("The unit of work has ended.");
        }
    }
}
