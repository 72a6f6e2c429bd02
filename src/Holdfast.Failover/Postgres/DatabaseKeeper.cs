using System.Threading.Channels;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Control;
using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Actions;
using Holdfast.Failover.Database.Events;
using Holdfast.Failover.Database.Reports;
using Holdfast.Failover.Durable;
using Holdfast.Failover.Members;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Holdfast.Failover.Postgres;

/// <summary>
/// Keeps this member's PostgreSQL as its role wants it: hears, lets <see cref="DatabaseMachine"/> decide, does what it says. On threads of
/// the pool; the agent's own thread never waits for it.
/// </summary>
internal sealed partial class DatabaseKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    private readonly PostgresPlan _plan;
    private readonly DatabaseConfig _config;
    private readonly DatabaseJobs _jobs;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly ILogger _log;
    private readonly Channel<DatabaseEvent> _inbox = Channel.CreateUnbounded<DatabaseEvent>();
    private readonly CancellationTokenSource _ending = new();
    private readonly DatabaseMemory _remembered;
    private CancellationTokenSource _work = new();
    private volatile DatabaseState _state = DatabaseMachine.Start(
        DatabaseMemory.Nothing,
        hasData: false,
        TimeSpan.Zero
    );
    private Task _living = Task.CompletedTask;

    private DatabaseKeeper(
        PostgresPlan plan,
        DatabaseConfig config,
        (DatabaseMemoryFile File, DatabaseMemory Value) memory,
        TimeProvider time,
        ILogger log
    )
    {
        (_plan, _config, _time, _log, _remembered) = (plan, config, time, log, memory.Value);
        _began = time.GetTimestamp();
        _jobs = new DatabaseJobs(plan, memory.File, id => Post(new ServerEnded(id)), time);
    }

    /// <summary>Hears what the role's machine must know; for any thread.</summary>
    public required Action<DatabaseStanding, ulong> Tell { get; init; }

    /// <summary>Asks that another member takes the role; for any thread.</summary>
    public required Action GiveRoleAway { get; init; }

    /// <summary>Hears what people want to know afterwards; for any thread.</summary>
    public required Action<DatabaseReport> Report { get; init; }

    public DatabaseStatus Status => DatabaseStatus.Of(_state, _jobs.Divergence.Kept);

    /// <summary>What <see cref="Tell"/> heard last; null: nothing yet.</summary>
    public (DatabaseStanding Standing, ulong Position)? Told =>
        _state is { Told: { } standing } state ? (standing, state.Replication.Position) : null;

    private TimeSpan Now => _time.GetElapsedTime(_began);

    /// <param name="file">Without mistakes, and with a database.</param>
    public static Outcome<DatabaseKeeper> Make(
        AgentHome home,
        FailoverFile file,
        (Action<DatabaseStanding, ulong> Tell, Action GiveRoleAway, Action<DatabaseReport> Report) to,
        TimeProvider time,
        ILogger log
    )
    {
        var plan = PostgresPlan.Of(file);
        var memory = new DatabaseMemoryFile(home.Database);
        var read = memory.Read();
        return plan.Succeeded && read.Succeeded
            ? new DatabaseKeeper(plan.Value, ConfigOf(file.Group), (memory, read.Value), time, log)
            {
                Tell = to.Tell,
                GiveRoleAway = to.GiveRoleAway,
                Report = to.Report,
            }
            : Outcome<DatabaseKeeper>.Failed([.. plan.Problems, .. read.Problems]);
    }

    public void Start() => _living = Task.Run(LiveAsync);

    /// <summary>For any thread; never waits.</summary>
    public void Post(DatabaseEvent happening) => _inbox.Writer.TryWrite(happening);

    /// <summary>The server has stopped when it returns.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _work.CancelAsync();
        await _living;
        try
        {
            await _jobs.StopAsync();
        }
        catch (JobFailedException e)
        {
            Log.Failed(_log, nameof(Job.Stop), e.Message);
        }

        _jobs.Dispose();
        _work.Dispose();
        _ending.Dispose();
    }

    private static DatabaseConfig ConfigOf(GroupConfiguration group) =>
        new()
        {
            Grant = TimeSpan.FromMilliseconds(group.Database!.GrantMilliseconds),
            AllowsDegraded = group.AllowsDegraded,
        };

    private async Task LiveAsync()
    {
        try
        {
            await BeginAsync();
            var eyes = new DatabaseEyes(_plan, () => _state, Post, () => Now, _time);
            await Task.WhenAll(DecideAsync(), eyes.LookAsync(_ending.Token), eyes.AskAsync(_ending.Token));
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>Until it succeeds: nothing else makes sense before.</summary>
    private async Task BeginAsync()
    {
        while (true)
        {
            try
            {
                await _jobs.BeginAsync(_ending.Token);
                _state = DatabaseMachine.Start(_remembered, _plan.HasData, Now);
                return;
            }
            catch (Exception e) when (IsExpected(e))
            {
                Log.Failed(_log, nameof(Job.Stop), e.Message);
                _state = _state with { Trouble = e.Message };
                await Task.Delay(_config.Retry, _time, _ending.Token);
            }
        }
    }

    private async Task DecideAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            while (_inbox.Reader.TryRead(out var happening))
            {
                Happen(happening);
            }

            Happen(TimePassed.Instance);
            await WaitAsync();
        }
    }

    /// <summary>For the next event, and not longer than until the next tick.</summary>
    private async Task WaitAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        limit.CancelAfter(Tick);
        try
        {
            await _inbox.Reader.WaitToReadAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Time passes.
        }
    }

    private void Happen(DatabaseEvent happening)
    {
        var step = DatabaseMachine.Step(_config, _state, Now, happening);
        _state = step.State;
        foreach (var action in step.Actions)
        {
            Do(action);
        }
    }

    private void Do(DatabaseAction action)
    {
        switch (action)
        {
            case Begin begin:
                _work.Cancel();
                _work.Dispose();
                _work = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
                _ = WorkAsync(begin.Work, _work.Token);
                break;
            case TellStanding told:
                Tell(told.Standing, told.Position);
                break;
            case Database.Actions.GiveRoleAway:
                GiveRoleAway();
                break;
            case Say say:
                Report(say.What);
                break;
        }
    }

    private async Task WorkAsync(Work work, CancellationToken cancel)
    {
        await Task.Yield();
        try
        {
            await _jobs.DoAsync(work, cancel);
            Post(new WorkEnded(work.Id, Failure: null));
        }
        catch (Exception e) when (IsExpected(e) || e is OperationCanceledException)
        {
            Post(new WorkEnded(work.Id, e.Message) { NotReady = e is SourceNotReadyException });
        }
        catch (Exception e)
        {
            // A bug of ours must not leave a job for ever under way.
            Log.Broken(_log, $"{work.Job}", e);
            Post(new WorkEnded(work.Id, e.Message));
        }
    }

    private static bool IsExpected(Exception e) =>
        e
            is JobFailedException
                or SourceNotReadyException
                or NpgsqlException
                or TimeoutException
                or IOException
                or UnauthorizedAccessException;

    private static partial class Log
    {
        [LoggerMessage(EventIds.DatabaseFailed, LogLevel.Warning, "The database: {Job} failed: {Reason}")]
        public static partial void Failed(ILogger logger, string job, string reason);

        [LoggerMessage(EventIds.DatabaseBroken, LogLevel.Error, "The database: {Job} failed")]
        public static partial void Broken(ILogger logger, string job, Exception exception);
    }
}
