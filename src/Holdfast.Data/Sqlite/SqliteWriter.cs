using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Data.Sqlite;

/// <summary>
/// The one writer, on a thread of its own. What is queued while a transaction is being made durable goes into the next one together
/// (group commit): one wait for the disk for all. Each unit has its savepoint, so one that fails takes only itself back.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>The first in a batch waits for the last.</summary>
    private const int MaximumBatch = 128;

    private static readonly TimeSpan MaximumBatchTime = TimeSpan.FromMilliseconds(50);

    private readonly BlockingCollection<QueuedWrite> _queue = [];
    private readonly SqliteConnection _connection;
    private readonly Thread _thread;
    private int _closed;

    public SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        _thread = new Thread(Loop) { IsBackground = true, Name = "sqlite-writer" };
        _thread.Start();
    }

    /// <exception cref="ObjectDisposedException">The database was closed.</exception>
    public void Enqueue(QueuedWrite write)
    {
        try
        {
            _queue.Add(write);
        }
        catch (InvalidOperationException e)
        {
            throw new ObjectDisposedException("The database was closed.", e);
        }
    }

    /// <summary>Runs what is queued, then ends.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        _queue.CompleteAdding();
        _thread.Join();
        _connection.Dispose();
        _queue.Dispose();
    }

    private void Loop()
    {
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            RunBatch(first);
        }
    }

    private void RunBatch(QueuedWrite first)
    {
        if (!TryBegin(out var refusal))
        {
            FailWaiting(first, refusal);
            return;
        }

        var ran = new List<QueuedWrite>();
        var failure = RunAll(first, ran) ?? TryCommit();
        if (failure is null)
        {
            ran.ForEach(static write => write.Succeed());
            return;
        }

        Abandon();
        RunAlone(ran, failure);
    }

    private bool TryBegin([NotNullWhen(false)] out SqliteException? refusal)
    {
        refusal = Try("BEGIN IMMEDIATE");
        return refusal is null;
    }

    /// <summary>Nobody is made to wait for the same lock again that the first did not get in time.</summary>
    private void FailWaiting(QueuedWrite first, Exception refusal)
    {
        QueuedWrite? write = first;
        for (var count = 0; write is not null; count++)
        {
            if (write.TryStart())
            {
                write.Fail(refusal);
            }

            write = count < MaximumBatch && _queue.TryTake(out var next) ? next : null;
        }
    }

    /// <returns>Why the whole transaction is lost, or null.</returns>
    private Exception? RunAll(QueuedWrite first, List<QueuedWrite> ran)
    {
        var started = Stopwatch.GetTimestamp();
        QueuedWrite? write = first;
        for (var count = 0; write is not null; count++)
        {
            if (write.TryStart() && RunOne(write, ran) is { } lost)
            {
                return lost;
            }

            var more = count < MaximumBatch && Stopwatch.GetElapsedTime(started) < MaximumBatchTime;
            write = more && _queue.TryTake(out var next) ? next : null;
        }

        return null;
    }

    /// <returns>Why the whole transaction is lost, or null.</returns>
    private Exception? RunOne(QueuedWrite write, List<QueuedWrite> ran)
    {
        var failure = RunInSavepoint(write);
        if (failure is null)
        {
            ran.Add(write);
            return null;
        }

        var lost = _connection.IsAutoCommit;
        write.Fail(failure);
        return lost ? failure : null;
    }

    private Exception? RunInSavepoint(QueuedWrite write)
    {
        var unit = new SqliteUnit(_connection);
        UnitScope.Enter(unit);
        try
        {
            _connection.Execute("SAVEPOINT unit");
            write.Run(unit);
            unit.Close();
            _connection.Execute("RELEASE unit");
            return null;
        }
#pragma warning disable CA1031 // Whatever the work throws belongs to its caller, and must not stop the writer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            unit.Close();
            RollBackUnit();
            return e;
        }
        finally
        {
            UnitScope.Leave();
        }
    }

    private void RollBackUnit()
    {
        if (!_connection.IsAutoCommit && (Try("ROLLBACK TO unit") ?? Try("RELEASE unit")) is not null)
        {
            Abandon();
        }
    }

    private SqliteException? TryCommit() => Try("COMMIT");

    private void Abandon()
    {
        if (!_connection.IsAutoCommit)
        {
            _ = Try("ROLLBACK");
        }
    }

    /// <summary>
    /// The transaction of all was lost through the fault of one, such as the one that did not fit on the disk. The others get
    /// another chance, each alone; but not when the disk itself failed, for then nobody knows what was written.
    /// </summary>
    private void RunAlone(List<QueuedWrite> ran, Exception failure)
    {
        var hopeless = failure is SqliteException { IsStorageFailure: true };
        foreach (var write in ran)
        {
            if ((hopeless ? failure : TryAlone(write)) is { } lost)
            {
                write.Fail(lost);
            }
            else
            {
                write.Succeed();
            }
        }
    }

    private Exception? TryAlone(QueuedWrite write)
    {
        var failure = Try("BEGIN IMMEDIATE") ?? RunInSavepoint(write) ?? TryCommit();
        if (failure is not null)
        {
            Abandon();
        }

        return failure;
    }

    private SqliteException? Try(string sql)
    {
        try
        {
            _connection.Execute(sql);
            return null;
        }
        catch (SqliteException e)
        {
            return e;
        }
    }
}
