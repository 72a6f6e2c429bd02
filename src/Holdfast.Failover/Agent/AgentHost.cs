using System.Text.Json;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Control;
using Holdfast.Failover.Durable;
using Holdfast.Linux.Lines;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Agent;

/// <summary>
/// The agent's process: waits for a configuration, lives by it, and goes on with another one. Its control socket answers all the time.
/// </summary>
internal sealed partial class AgentHost(AgentParts parts) : IControlDesk, IAsyncDisposable
{
    /// <summary>A link that is not there at the start of the machine may come. A person's file may, too.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly FailoverFileStore _store = new(parts.Home.Configuration);

    /// <summary>For what uses the running agent, or puts another one in its place.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunningAgent? _agent;

    /// <summary>As a portal or a person wrote it, without the database that is kept beside it.</summary>
    private FailoverFile? _file;
    private Problem? _trouble;

    /// <summary>With which database the agent was last started, or tried.</summary>
    private KeptDatabase? _kept;

    /// <summary>What an older portal may not bring back.</summary>
    private Revision _told;

    /// <returns>Why it could not start; empty: it ran until it was cancelled.</returns>
    public async Task<IReadOnlyList<Problem>> RunAsync(CancellationToken cancel)
    {
        var problems = await InTurnAsync(LookAsync);
        if (problems.Count > 0)
        {
            return problems;
        }

        await using var control = ControlServer.Start(parts.Home.ControlSocket, this);
        while (!cancel.IsCancellationRequested && problems.Count == 0)
        {
            var pause = Task.Delay(LookAgain, parts.Time, cancel);
            var ended = await Task.WhenAny(pause, _failed.Task);
            if (ended == _failed.Task)
            {
                await ended;
            }

            problems = cancel.IsCancellationRequested ? [] : await InTurnAsync(LookAsync);
        }

        // Nobody puts another one in its place any more.
        await _turn.WaitAsync(CancellationToken.None);
        await (_agent?.EndAsync() ?? Task.CompletedTask);
        return problems;
    }

    public async Task<ControlAnswer?> ObeyAsync(ControlRequest request, LineCaller caller) =>
        request.Command switch
        {
            ControlCommand.Configure => await ConfigureAsync(request),
            ControlCommand.Validate => await ValidateAsync(request, caller),
            ControlCommand.MayForget => new ControlAnswer(
                _file is { Managed: not null } ? StillKept()?.ToString() : null,
                Status: null
            ),
            _ => await InTurnAsync(() => AskAsync(request, caller)),
        };

    public void Leave(LineCaller caller) =>
        _ = InTurnAsync(() =>
        {
            _agent?.Desk.Leave(caller);
            return Task.FromResult(true);
        });

    public async ValueTask DisposeAsync()
    {
        await (_agent?.DisposeAsync() ?? ValueTask.CompletedTask);
        _turn.Dispose();
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work)
    {
        await _turn.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Starts by what is on the disk, when it does not run yet.</summary>
    /// <returns>What a person has to correct: then the agent ends. Portals correct what they wrote.</returns>
    private async Task<IReadOnlyList<Problem>> LookAsync()
    {
        if (_agent is not null)
        {
            await LookAtDatabaseAsync();
            return [];
        }

        var read = _store.Read();
        if (!read.Succeeded)
        {
            return read.Problems;
        }

        if (read.Value is not { } file)
        {
            return [];
        }

        var problems = await StartAsync(file, carried: null);
        if (problems.Count == 0 || file.Managed is null)
        {
            return problems;
        }

        if (_trouble != problems[0])
        {
            Log.Waits(parts.Log, problems[0]);
        }

        (_file, _trouble) = (file, problems[0]);
        return [];
    }

    private async Task<IReadOnlyList<Problem>> StartAsync(FailoverFile file, Carried? carried)
    {
        var boot = BootCounter.Advance(parts.Home.Boot);
        return boot.Succeeded ? await StartAsync(file, boot.Value, carried) : boot.Problems;
    }

    private async Task<IReadOnlyList<Problem>> StartAsync(FailoverFile file, ulong boot, Carried? carried)
    {
        var whole = WithDatabase(file);
        var started = whole.Succeeded
            ? await RunningAgent.StartAsync(parts, whole.Value, boot, carried)
            : Outcome<RunningAgent>.Failed(whole.Problems);
        if (!started.Succeeded)
        {
            return started.Problems;
        }

        (_agent, _file, _trouble) = (started.Value, file, null);
        _kept = KeptDatabase.Read(parts.Home.KeptDatabase).Value;
        _agent.Begin();
        _ = NoticeAsync(_agent);
        return [];
    }

    /// <summary>A thread that failed is the end of the process, and of its addresses.</summary>
    private async Task NoticeAsync(RunningAgent agent)
    {
        try
        {
            await agent.Over;
        }
        catch (Exception failure)
        {
            _failed.TrySetException(failure);
        }
    }

    private async Task<ControlAnswer?> AskAsync(ControlRequest request, LineCaller caller)
    {
        if (_agent is { } agent)
        {
            return await agent.Desk.ObeyAsync(request, caller) is { } answer
                ? request.Command == ControlCommand.Status
                    ? answer with
                    {
                        Configuration = Standing(),
                    }
                    : answer
                : null;
        }

        return request.Command == ControlCommand.Status
            ? new ControlAnswer(Refused: null, Status: null) { Configuration = Standing() }
            : new ControlAnswer("The agent is not configured.", Status: null);
    }

    private async Task<ControlAnswer> ConfigureAsync(ControlRequest request)
    {
        var wanted = Wanted(request);
        IReadOnlyList<Problem> problems = wanted.Succeeded
            ? await InTurnAsync(() => ConfigureAsync(wanted.Value.File, wanted.Value.Revision))
            : wanted.Problems;
        return new ControlAnswer(problems.Count == 0 ? null : $"{problems[0]}", Status: null)
        {
            Rows = [.. problems.Select(problem => CheckRow.Of(problem.Where, problem))],
            Configuration = Standing(),
        };
    }

    private static Outcome<(FailoverFile? File, Revision Revision)> Wanted(ControlRequest request)
    {
        if (request.Configuration is not { } configuration)
        {
            return (null, request.Revision ?? Revision.None);
        }

        var read = FailoverFileReader.Parse("configuration", JsonSerializer.SerializeToUtf8Bytes(configuration));
        return !read.Succeeded ? Outcome<(FailoverFile?, Revision)>.Failed(read.Problems)
            : read.Value.Managed is { } revision ? (read.Value, revision)
            : ConfigurationProblems.NotUnderstood.At("configuration.managed", "It is not said who keeps it.");
    }

    private async Task<IReadOnlyList<Problem>> ConfigureAsync(FailoverFile? wanted, Revision revision)
    {
        var kept = _file ?? (_store.Exists ? _store.Read().Value : null);
        if (kept is { Managed: null } || (kept is null && _store.Exists))
        {
            // Whoever wants nothing here has nothing to complain of.
            return wanted is null ? [] : [AgentProblems.ByHand.At(_store.Path, "")];
        }

        if (revision < _told || revision < (kept?.Managed ?? Revision.None))
        {
            return [AgentProblems.Outdated.At($"revision {revision}", $"It has {kept?.Managed ?? _told}.")];
        }

        _told = revision;
        return wanted is null ? await ForgetAsync(kept)
            : kept is not null && _agent is not null && IsSame(kept, wanted) ? Keep(wanted)
            : await GoOnAsync(wanted);
    }

    /// <summary>Gives the role away first.</summary>
    private async Task<IReadOnlyList<Problem>> ForgetAsync(FailoverFile? before)
    {
        if (before is null)
        {
            return [];
        }

        if (StillKept() is { } kept)
        {
            return [kept];
        }

        await EndAgentAsync();
        (_file, _trouble) = (null, null);
        parts.Watchers.HangUp();
        Log.Forgotten(parts.Log);
        return _store.Remove() is { } refused ? [refused] : [];
    }

    private IReadOnlyList<Problem> Keep(FailoverFile wanted)
    {
        if (_file!.Managed == wanted.Managed)
        {
            return [];
        }

        _file = wanted;
        return _store.Write(wanted) is { } refused ? [refused] : [];
    }

    private async Task<IReadOnlyList<Problem>> GoOnAsync(FailoverFile wanted)
    {
        var before = _agent?.File;
        var problems = await ReplaceAsync(wanted);
        if (problems.Count > 0)
        {
            return problems;
        }

        Log.Configured(parts.Log, wanted.Managed.GetValueOrDefault(), before is null ? "begins" : "goes on");
        return _store.Write(wanted) is { } refused ? [refused] : [];
    }

    private AgentConfiguration Standing() =>
        new(
            _file is null ? AgentStanding.NotConfigured
                : _file.Managed is null ? AgentStanding.ByHand
                : AgentStanding.Managed,
            _file?.Managed,
            _file?.Group.Id,
            _trouble?.ToString()
        );

    /// <summary>But for the number under which it was told.</summary>
    private static bool IsSame(FailoverFile left, FailoverFile right) =>
        Text(left with { Managed = null }) == Text(right with { Managed = null });

    private static string Text(FailoverFile file) => JsonSerializer.Serialize(file, ModelJson.Options);
}
