using Holdfast.Data.Migrations;
using Holdfast.Data.Values;
using Npgsql;
using NpgsqlTypes;

namespace Holdfast.Data.Postgres;

/// <summary>A unit of work in a transaction of its own connection.</summary>
internal sealed class PostgresUnit(NpgsqlConnection connection, CancellationToken cancel)
    : IUnitOfWork,
        IScopedUnit,
        IScriptRunner
{
    private readonly List<Action> _afterCommit = [];

    public DatabaseKind Kind => DatabaseKind.Postgres;

    /// <summary>The server reports its role with every change of it.</summary>
    public bool MayBeBehind =>
        connection.PostgresParameters.TryGetValue("in_hot_standby", out var standby)
        && string.Equals(standby, "on", StringComparison.Ordinal);

    public bool IsOpen { get; private set; } = true;

    public IReadOnlyList<Action> ToTell => _afterCommit;

    public Task<int> ExecuteAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        ExecuteAsync(Command(sql, parameters));

    public Task<IReadOnlyList<T>> QueryAsync<T>(
        string sql,
        Func<IRow, T> map,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    ) => QueryAsync(Command(sql, parameters), map);

    public Task<T?> FirstAsync<T>(
        string sql,
        Func<IRow, T> map,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    ) => FirstAsync(Command(sql, parameters), map);

    public void AfterCommit(Action action)
    {
        RefuseClosed();
        _afterCommit.Add(action);
    }

    /// <summary>
    /// The first statement, which asks nothing of the tables: any server that is there answers at once. One whose machine has vanished
    /// without a word is found by it, before anything was done, and not by the time that a slow statement may take.
    /// </summary>
    /// <param name="seconds">In which it has to answer; null: as any other.</param>
    /// <exception cref="SilentServerException">It did not: it is lost, and so is whatever else was connected to it.</exception>
    public async Task BeginAsync(string sql, int? seconds)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.CommandTimeout = seconds ?? command.CommandTimeout;
        try
        {
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (NpgsqlException e) when (e is { SqlState: null, InnerException: TimeoutException })
        {
            throw new SilentServerException(e);
        }
    }

    public Task RunScriptAsync(string script) => ExecuteAsync(Command(script, []));

    public void Close() => IsOpen = false;

    private async Task<int> ExecuteAsync(NpgsqlCommand command)
    {
        await using (command)
        {
            // A statement that changes nothing by its nature gives -1.
            return Math.Max(0, await command.ExecuteNonQueryAsync(cancel));
        }
    }

    private async Task<IReadOnlyList<T>> QueryAsync<T>(NpgsqlCommand command, Func<IRow, T> map)
    {
        await using var owned = command;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        var row = new PostgresRow(reader);
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(map(row));
        }

        return rows;
    }

    private async Task<T?> FirstAsync<T>(NpgsqlCommand command, Func<IRow, T> map)
    {
        await using var owned = command;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? map(new PostgresRow(reader)) : default;
    }

    private NpgsqlCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        RefuseClosed();
        var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(Parameter(name, DatabaseValue.Normalise(value)));
        }

        return command;
    }

    private static NpgsqlParameter Parameter(string name, object? value) =>
        value switch
        {
            long number => new NpgsqlParameter<long>(name, number) { NpgsqlDbType = NpgsqlDbType.Bigint },
            string text => new NpgsqlParameter<string>(name, text) { NpgsqlDbType = NpgsqlDbType.Text },
            Guid id => new NpgsqlParameter<Guid>(name, id) { NpgsqlDbType = NpgsqlDbType.Uuid },
            byte[] bytes => new NpgsqlParameter<byte[]>(name, bytes) { NpgsqlDbType = NpgsqlDbType.Bytea },
            _ => new NpgsqlParameter(name, DBNull.Value),
        };

    private void RefuseClosed()
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException("The unit of work has ended.");
        }
    }
}
