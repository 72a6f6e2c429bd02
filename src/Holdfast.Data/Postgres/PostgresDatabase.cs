using System.Data;
using System.Diagnostics;
using System.Security.Cryptography;
using Holdfast.Data.Problems;
using Npgsql;

namespace Holdfast.Data.Postgres;

/// <summary>
/// A PostgreSQL server, or several of which one is the primary. Units of work that write go to the primary and are run again, as a
/// whole, when they collide or when the connection is lost before the commit; those that read take a standby when no primary answers.
/// While there is no server for them they fail within moments, and the first after its return finds it.
/// </summary>
public sealed class PostgresDatabase : IDatabase
{
    /// <summary>With the pauses between them about 1.5 s, within which a planned switch-over is done.</summary>
    private const int MaximumAttempts = 6;

    private const int FirstPauseMilliseconds = 25;

    /// <summary>
    /// A machine that is unplugged or frozen in the middle of a unit would hold its locks until the server gives up the connection, which
    /// may take hours. A unit does nothing but speak with the server, so two seconds of silence are not those of a healthy one; if it
    /// was healthy after all, it is run again. Said in each transaction, as poolers share sessions.
    /// </summary>
    private const string EndWhenIdle = "SET LOCAL idle_in_transaction_session_timeout = 2000";

    /// <summary>
    /// Longer than a machine is asleep for a moment, and far shorter than a statement may take. Where there is no other host, nothing is won by
    /// giving one up so soon.
    /// </summary>
    private const int FirstAnswerSeconds = 2;

    /// <summary>No further attempt after this: where hosts do not answer at all, each takes as long as connecting may.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly NpgsqlMultiHostDataSource _source;
    private readonly NpgsqlDataSource _primary;
    private readonly NpgsqlDataSource _any;

    // Apart, so that those who look for a primary do not hold up those who only read.
    private readonly Reach _forWriting = new();
    private readonly Reach _forReading = new();
    private readonly Lane _writers;
    private readonly Lane _readers;
    private readonly int? _firstAnswerSeconds;

    private PostgresDatabase(NpgsqlMultiHostDataSource source, NpgsqlConnectionStringBuilder settings)
    {
        _source = source;
        // As the driver itself waits for a connection of its pool.
        var wait = settings.Timeout > 0 ? TimeSpan.FromSeconds(settings.Timeout) : Timeout.InfiniteTimeSpan;
        _writers = new(settings.MaxPoolSize, wait);
        _readers = new(settings.MaxPoolSize, wait);
        _primary = source.WithTargetSession(TargetSessionAttributes.Primary);
        _firstAnswerSeconds =
            settings.Host?.Contains(',', StringComparison.Ordinal) == true ? FirstAnswerSeconds : null;
        _any = source.WithTargetSession(TargetSessionAttributes.PreferPrimary);
    }

    public DatabaseKind Kind => DatabaseKind.Postgres;

    /// <summary>Does not connect yet.</summary>
    /// <exception cref="DatabaseException">The connection string cannot be understood.</exception>
    public static PostgresDatabase Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(PostgresSettings.Complete(connectionString));
        try
        {
            return new PostgresDatabase(builder.BuildMultiHost(), builder.ConnectionStringBuilder);
        }
        catch (ArgumentException)
        {
            // The message may repeat what was given.
            throw new DatabaseException(
                DatabaseProblems.UnreadableConnectionString.At(
                    "database",
                    "It names no host, or parts that do not fit."
                )
            );
        }
    }

    public async Task<T> ReadAsync<T>(Func<IUnitOfWork, Task<T>> work, CancellationToken cancel)
    {
        UnitScope.RefuseNesting();
        var (result, toTell) = await AdmitAsync(_readers, _forReading, () => TryReadAsync(work, cancel), cancel);
        AfterCommits.Run(toTell);
        return result;
    }

    public async Task<T> WriteAsync<T>(Func<IUnitOfWork, Task<T>> work, CancellationToken cancel)
    {
        UnitScope.RefuseNesting();
        var (result, toTell) = await AdmitAsync(_writers, _forWriting, () => TryWriteAsync(work, cancel), cancel);
        AfterCommits.Run(toTell);
        return result;
    }

    public ValueTask DisposeAsync()
    {
        _writers.Dispose();
        _readers.Dispose();
        return _source.DisposeAsync();
    }

    private async Task<(T Result, IReadOnlyList<Action> ToTell)> TryReadAsync<T>(
        Func<IUnitOfWork, Task<T>> work,
        CancellationToken cancel
    )
    {
        await using var connection = await _any.OpenConnectionAsync(cancel);
        _forReading.Found();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var unit = new PostgresUnit(connection, cancel);
        UnitScope.Enter(unit);
        try
        {
            await unit.BeginAsync("SET TRANSACTION READ ONLY", _firstAnswerSeconds);
            return (await work(unit), unit.ToTell);
        }
        finally
        {
            unit.Close();
        }
    }

    private async Task<(T Result, IReadOnlyList<Action> ToTell)> TryWriteAsync<T>(
        Func<IUnitOfWork, Task<T>> work,
        CancellationToken cancel
    )
    {
        await using var connection = await _primary.OpenConnectionAsync(cancel);
        _forWriting.Found();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
        var unit = new PostgresUnit(connection, cancel);
        UnitScope.Enter(unit);
        T result;
        try
        {
            await unit.BeginAsync(EndWhenIdle, _firstAnswerSeconds);
            result = await work(unit);
        }
        finally
        {
            unit.Close();
        }

        await CommitAsync(transaction);
        return (result, unit.ToTell);
    }

    /// <summary>From here on nobody can cancel: half a commit is worse than a late one.</summary>
    private static async Task CommitAsync(NpgsqlTransaction transaction)
    {
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (NpgsqlException e) when (!PostgresErrors.IsCertainlyRolledBack(e))
        {
            throw PostgresErrors.CommitUnknown(e);
        }
    }

    private async Task<T> AdmitAsync<T>(Lane lane, Reach reach, Func<Task<T>> attempt, CancellationToken cancel)
    {
        await lane.EnterAsync(cancel);
        try
        {
            if (await reach.BeginAsync(cancel))
            {
                return await RepeatAsync(attempt, reach, MaximumAttempts, cancel);
            }

            try
            {
                // Who was what is remembered for a while; a standby may have become the primary.
                _source.ClearDatabaseStates();
                return await RepeatAsync(attempt, reach, 1, cancel);
            }
            finally
            {
                reach.EndLook();
            }
        }
        finally
        {
            lane.Leave();
        }
    }

    private async Task<T> RepeatAsync<T>(Func<Task<T>> attempt, Reach reach, int attempts, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        for (var failed = 0; ; failed++)
        {
            try
            {
                return await attempt();
            }
            catch (NpgsqlException e)
                when (failed + 1 < attempts
                    && (Stopwatch.GetElapsedTime(began) < Patience || WasAsleep(e) || WasFound(e, failed))
                    && MayRepeat(e)
                )
            {
                // The time that finding it out has taken does not count.
                began = WasFound(e, failed) ? Stopwatch.GetTimestamp() : began;
                await Task.Delay(Pause(failed), cancel);
            }
            catch (NpgsqlException e)
            {
                throw await ExplainAsync(e, reach);
            }
        }
    }

    /// <summary>The time went by on this machine, and says nothing of the server's.</summary>
    private static bool WasAsleep(NpgsqlException e) => e.SqlState == PostgresErrors.IdleTransaction;

    /// <summary>A server is silent, which takes longer to find out than our patience; its successor may be there long since.</summary>
    private static bool WasFound(NpgsqlException e, int failed) => failed == 0 && e is SilentServerException;

    private async Task<DatabaseException> ExplainAsync(NpgsqlException e, Reach reach)
    {
        if (!PostgresErrors.IsLost(e))
        {
            return PostgresErrors.ToException(e);
        }

        var problem =
            reach == _forWriting && e.SqlState is null && await StandbyAnswersAsync()
                ? DatabaseProblems.NoPrimary.At("PostgreSQL", "No primary is reachable.")
                : PostgresErrors.ToException(e).Problem;
        reach.Lost(problem);
        return new DatabaseException(problem, e);
    }

    private async Task<bool> StandbyAnswersAsync()
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await using var connection = await _any.OpenConnectionAsync(soon.Token);
            await using var question = new NpgsqlCommand("SELECT pg_is_in_recovery()", connection);
            return await question.ExecuteScalarAsync(soon.Token) is true;
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            return false;
        }
    }

    private bool MayRepeat(NpgsqlException e)
    {
        if (!PostgresErrors.IsLost(e) && !WasAsleep(e))
        {
            return PostgresErrors.IsConflict(e);
        }

        // Who was the primary is remembered for a while, and that who ends a session is gone; both are wrong after a takeover or a sleep.
        _source.ClearDatabaseStates();
        return true;
    }

    /// <summary>Twice as long each time, and never the same for two who collided.</summary>
    private static TimeSpan Pause(int failed)
    {
        var longest = FirstPauseMilliseconds << failed;
        return TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(longest / 2, longest + 1));
    }
}
