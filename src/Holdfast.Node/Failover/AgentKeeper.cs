using System.Net;
using Holdfast.Link.Messages;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Failover;

/// <summary>
/// Between portals and the failover agent of this machine: makes sure that the agent has what the newest portal wants, however often one of
/// the two is started again, and knows how it stands. Thread-safe.
/// </summary>
internal sealed partial class AgentKeeper : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>What the agent refused, it is told again: the reason may have gone.</summary>
    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _changing = new();
    private readonly AgentCall _agent;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _news = new(0);
    private readonly Task _work;
    private FailoverWanted? _wanted;
    private FailoverWanted? _refused;
    private long _refusedAt;
    private string? _trouble;
    private volatile FailoverReport? _report;
    private volatile IReadOnlyList<OwnNetwork> _networks = [];

    public AgentKeeper(string socket, TimeProvider time, ILogger<AgentKeeper> log)
    {
        (_agent, _time, _log) = (new AgentCall(socket, time), time, log);
        _work = Task.Run(WorkAsync);
    }

    /// <summary>How the agent stands; null: none answers.</summary>
    public FailoverReport? Report => _report;

    /// <summary>In which this machine has addresses.</summary>
    public IReadOnlyList<OwnNetwork> Networks => _networks;

    /// <summary>The newest counts, whoever brings it.</summary>
    public void Want(FailoverWanted wanted)
    {
        lock (_changing)
        {
            if (_wanted is not null && wanted.Revision <= _wanted.Revision)
            {
                return;
            }

            _wanted = wanted;
        }

        _news.Release();
    }

    /// <summary>Asks the agent for a portal.</summary>
    public async Task<FailoverAnswer> AnswerAsync(FailoverRequest request, CancellationToken cancel)
    {
        if (request.Command == FailoverCommand.Clock)
        {
            return new FailoverAnswer(request.Id, _time.GetUtcNow(), Refused: null, []);
        }

        var answer = await _agent.AskAsync(Command(request), cancel);
        _news.Release();
        return new FailoverAnswer(
            request.Id,
            _time.GetUtcNow(),
            answer is null ? FailoverProblems.NoAgent.At("", "").ToString() : answer.Refused,
            answer?.Rows ?? []
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _work;
        _ending.Dispose();
        _news.Dispose();
    }

    private static AgentCommand Command(FailoverRequest request) =>
        new(
            request.Command switch
            {
                FailoverCommand.SwitchOver => "switch-over",
                FailoverCommand.Hold => "hold",
                FailoverCommand.Release => "release",
                FailoverCommand.MayForget => "may-forget",
                _ => "validate",
            },
            request.Plan,
            Revision: null,
            request.Unit,
            request.Successor
        );

    private async Task WorkAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                await LookAsync(_ending.Token);
                await _news.WaitAsync(LookEvery, _ending.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        _networks = OwnNetworks();
        var answer = await _agent.AskAsync(new AgentCommand("status"), cancel);
        if (answer?.Configuration is { } configuration && Due(configuration) is { } wanted)
        {
            await TellAsync(wanted, cancel);
            answer = await _agent.AskAsync(new AgentCommand("status"), cancel);
        }

        _report = answer?.Configuration is { } standing
            ? new FailoverReport(standing, _trouble ?? standing.Trouble, Bounded(answer.Status))
            : null;
    }

    private FailoverWanted? Due(AgentConfiguration has)
    {
        lock (_changing)
        {
            if (_wanted is not { } wanted || Has(has, wanted))
            {
                _trouble = null;
                return null;
            }

            return wanted == _refused && _time.GetElapsedTime(_refusedAt) < TellAgain ? null : wanted;
        }
    }

    /// <summary>An agent that a person configured has nothing of ours, and only somebody who wants it otherwise is in for trouble.</summary>
    private static bool Has(AgentConfiguration has, FailoverWanted wanted) =>
        wanted.Plan is null
            ? has.Standing != AgentStanding.Managed || has.Revision > wanted.Revision
            : has.Standing == AgentStanding.Managed && has.Revision >= wanted.Revision;

    private async Task TellAsync(FailoverWanted wanted, CancellationToken cancel)
    {
        var answer = await _agent.AskAsync(new AgentCommand("configure", wanted.Plan, wanted.Revision), cancel);
        if (answer is { Refused: null })
        {
            _trouble = null;
            Log.Configured(_log, wanted.Revision);
            return;
        }

        (_refused, _refusedAt) = (wanted, _time.GetTimestamp());
        var why = answer?.Refused ?? FailoverProblems.NoAgent.At("", "").ToString();
        if (why != _trouble)
        {
            Log.Refused(_log, wanted.Revision, why);
        }

        _trouble = why;
    }

    private static AgentReport? Bounded(AgentReport? report) =>
        report is null
            ? null
            : report with
            {
                History = [.. report.History.TakeLast(AgentReport.MostHistory)],
                Database = report.Database is { KeptAside: { } kept } database
                    ? database with
                    {
                        KeptAside = [.. kept.TakeLast(DatabaseReport.MostKeptAside)],
                    }
                    : report.Database,
            };

    private static IReadOnlyList<OwnNetwork> OwnNetworks()
    {
        try
        {
            using var facts = new LinkFacts();
            var gateways = facts.Gateways();
            return
            [
                .. facts
                    .OnNetworks()
                    .Take(NodeStatus.MostNetworks)
                    .Select(one => new OwnNetwork(one.Link, one.Address.Address, one.Address.PrefixLength))
                    .Select(own => own with { Gateway = GatewayOf(own, gateways) }),
            ];
        }
        catch (NetlinkException)
        {
            return [];
        }
    }

    /// <summary>One that is on the link without being in the network, as hosters have it, counts for none of them.</summary>
    private static IPAddress? GatewayOf(OwnNetwork own, IReadOnlyList<(string Link, IPAddress Gateway)> gateways) =>
        gateways.FirstOrDefault(one => one.Link == own.Link && own.Covers(one.Gateway)).Gateway;

    private static partial class Log
    {
        [LoggerMessage(EventIds.AgentConfigured, LogLevel.Information, "The failover agent was told {Revision}")]
        public static partial void Configured(ILogger logger, Revision revision);

        [LoggerMessage(
            EventIds.AgentRefused,
            LogLevel.Warning,
            "The failover agent does not take {Revision}: {Reason}"
        )]
        public static partial void Refused(ILogger logger, Revision revision, string reason);
    }
}
