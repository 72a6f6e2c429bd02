using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Nodes;
using Holdfast.Link.Messages;
using Holdfast.Model.Problems;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Notices;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Features.Configurations;

/// <summary>
/// Issues configurations that work: reserves, waits until the node says that the peer is live, and tries the next protocol when it says no.
/// </summary>
public sealed partial class ConfigurationIssuer(
    IDatabase database,
    ConfigurationReserver reserver,
    ConfigurationStore configurations,
    NodeStore nodes,
    NodeRegistry registry,
    PortalMetrics metrics,
    NoticeBook notices,
    TimeProvider clock,
    ILogger<ConfigurationIssuer> logger
)
{
    /// <summary>Why a configuration was removed that never left this portal.</summary>
    internal const string NotConfirmed = "not confirmed";

    /// <summary>Apps give up after 10 seconds; a killed node process is back in one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(7);

    /// <summary>For a node that others can stand in for. One that works answers in milliseconds.</summary>
    private static readonly TimeSpan PatienceWithAlternative = TimeSpan.FromSeconds(1.5);

    /// <summary>For the nodes on which the configuration is live too, but which the client tries only when the first is dead.</summary>
    private static readonly TimeSpan PatienceForOthers = TimeSpan.FromMilliseconds(500);

    /// <summary>For any node at all: a link that was cut is there again, a node that was restarted works again.</summary>
    private static readonly TimeSpan PatienceWithoutNode = TimeSpan.FromSeconds(3);

    /// <summary>Nodes say something new all the time; the database is not asked as often.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task<Outcome<Reservation>> IssueAsync(IssueRequest request, CancellationToken cancel)
    {
        var start = clock.GetTimestamp();
        var issued = await TryAllAsync(request, cancel);
        if (issued.Succeeded)
        {
            metrics.Issued(clock.GetElapsedTime(start), issued.Value.Choice.ToString());
        }
        else
        {
            metrics.Refused(issued.Problems[0].Id);
        }

        return issued;
    }

    private async Task<Outcome<Reservation>> TryAllAsync(IssueRequest request, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var failed = new HashSet<Attempt>();
        Problem? nodeProblem = null;
        while (true)
        {
            var reserved = await ReserveAsync(request, failed, cancel);
            if (!reserved.Succeeded)
            {
                return nodeProblem is null ? reserved : nodeProblem;
            }

            var (reservation, configuration) = (reserved.Value, reserved.Value.Configuration);
            var left = Patience - clock.GetElapsedTime(began);
            nodeProblem = await WaitUntilLiveAsync(
                reservation,
                reservation.HasAlternative && left > PatienceWithAlternative ? PatienceWithAlternative : left,
                cancel
            );
            if (nodeProblem is null)
            {
                registry[configuration.NodeId].Placed();
                await WaitForOthersAsync(reservation, cancel);
                return reserved;
            }

            if (!await WithdrawAsync(reservation))
            {
                // What the newer call was given works, or soon will: it is not taken away again.
                return ConfigurationProblems.EndedMeanwhile.At("", "");
            }

            failed.Add(new(configuration.Protocol, configuration.NodeId));
            if (clock.GetElapsedTime(began) >= Patience)
            {
                return nodeProblem;
            }
        }
    }

    /// <summary>Where no node can take the client, waits a little for one that can.</summary>
    private async Task<Outcome<Reservation>> ReserveAsync(
        IssueRequest request,
        HashSet<Attempt> failed,
        CancellationToken cancel
    )
    {
        using var patience = new CancellationTokenSource(PatienceWithoutNode, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        while (true)
        {
            var seen = registry.Changes.Count;
            var reserved = await reserver.ReserveAsync(request, failed, cancel);
            var noNode = reserved.Problems is [{ } problem, ..] && problem.Kind == ConfigurationProblems.NoNode;
            if (!noNode || failed.Count > 0 || patience.IsCancellationRequested)
            {
                return reserved;
            }

            await NewsAsync(seen, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancel.ThrowIfCancellationRequested();
        }
    }

    private async Task NewsAsync(long seen, CancellationToken cancel)
    {
        await Task.Delay(Pause, clock, cancel);
        await registry.Changes.WaitAsync(seen, cancel);
    }

    private async Task<Problem?> WaitUntilLiveAsync(Reservation reservation, TimeSpan longest, CancellationToken cancel)
    {
        var nodeId = reservation.Configuration.NodeId;
        using var patience = new CancellationTokenSource(longest < TimeSpan.Zero ? TimeSpan.Zero : longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            var failure = await AcknowledgedAsync(reservation, nodeId, either.Token);
            return failure is null ? null : Refused(reservation.Configuration, failure);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Log.NodeSilent(logger, nodeId, reservation.Revisions[nodeId].ToString());
            return ConfigurationProblems.NodeSilent.At(nodeId, "");
        }
        catch (OperationCanceledException)
        {
            await WithdrawAsync(reservation);
            throw;
        }
    }

    private Task<ApplyFailure?> AcknowledgedAsync(Reservation reservation, string nodeId, CancellationToken cancel) =>
        registry[nodeId]
            .Acknowledgements.WaitAsync(
                reservation.Revisions[nodeId],
                reservation.Configuration.Id,
                reservation.ServiceId,
                reservation.Configuration.Protocol,
                cancel
            );

    /// <summary>A node that is away now learns of the configuration when it is back, before it admits anybody.</summary>
    private async Task WaitForOthersAsync(Reservation reservation, CancellationToken cancel)
    {
        var others = reservation.Revisions.Keys.Where(id =>
            id != reservation.Configuration.NodeId && registry[id].Condition.Linked
        );
        using var patience = new CancellationTokenSource(PatienceForOthers, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        Task all = Task.WhenAll(others.Select(id => AcknowledgedAsync(reservation, id, either.Token)));
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Problem Refused(Configuration configuration, ApplyFailure failure)
    {
        Log.NodeRefused(logger, configuration.NodeId, failure.ProblemId, failure.Detail);
        return ConfigurationProblems.NodeRefused.At(configuration.NodeId, failure.ProblemId);
    }

    /// <summary>What does not work is taken back, whether or not the person who asked still waits.</summary>
    /// <returns>False: somebody else has ended it already.</returns>
    private Task<bool> WithdrawAsync(Reservation reservation) =>
        database.WriteAsync(
            async unit =>
            {
                var revisions = new NodeRevisions(unit, nodes, registry);
                var removal = new ConfigurationRemoval(unit, configurations, revisions, clock.GetUtcNow());
                await removal.RemoveAllAsync([reservation.Configuration], NotConfirmed);
                await notices.WithdrawAsync(unit, reservation.Configuration.Id);
                var ended = await configurations.FindAsync(unit, reservation.Configuration.Id);
                return ended?.RemovedReason == NotConfirmed;
            },
            CancellationToken.None
        );
}
