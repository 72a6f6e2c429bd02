using System.Collections.Concurrent;

namespace Holdfast.Data.Sqlite;

/// <summary>Connections for reading. In WAL mode they neither wait for the writer nor hold it up.</summary>
internal sealed class SqliteReaders(Func<SqliteConnection> open) : IDisposable
{
    /// <summary>Reading does not wait for the disk often, so a few more than processors are enough.</summary>
    private readonly SemaphoreSlim _free = new(Math.Max(4, Environment.ProcessorCount * 2));

    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _closed;

    /// <summary>Runs the work on a view that does not change meanwhile.</summary>
    public async Task<T> RunAsync<T>(Func<IUnitOfWork, Task<T>> work, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return await RunAsync(_idle.TryTake(out var idle) ? idle : open(), work);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private async Task<T> RunAsync<T>(SqliteConnection connection, Func<IUnitOfWork, Task<T>> work)
    {
        var unit = new SqliteUnit(connection);
        UnitScope.Enter(unit);
        T result;
        try
        {
            connection.Execute("BEGIN");
            result = await work(unit);
        }
        finally
        {
            unit.Close();
            Return(connection);
        }

        AfterCommits.Run(unit.ToTell);
        return result;
    }

    private void Return(SqliteConnection connection)
    {
        if (TryEnd(connection) && !_closed)
        {
            _idle.Add(connection);
        }
        else
        {
            connection.Dispose();
        }
    }

    private static bool TryEnd(SqliteConnection connection)
    {
        try
        {
            if (!connection.IsAutoCommit)
            {
                connection.Execute("ROLLBACK");
            }

            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
