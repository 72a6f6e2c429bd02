using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Nodes;
using Holdfast.Link.Messages;
using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Nodes;
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
    TimeProvider clock,
    ILogger<ConfigurationIssuer> logger
)
{
    /// <summary>Why a configuration was removed that never left this portal.</summary>
    internal const string NotConfirmed = "not confirmed";

    /// <summary>Apps give up after 10 seconds; a killed node process is back in one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(7);

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
        var failed = new HashSet<Protocol>();
        Problem? nodeProblem = null;
        while (true)
        {
            var reserved = await reserver.ReserveAsync(request, failed, cancel);
            if (!reserved.Succeeded)
            {
                return nodeProblem is null ? reserved : nodeProblem;
            }

            nodeProblem = await WaitUntilLiveAsync(reserved.Value, cancel);
            if (nodeProblem is null)
            {
                return reserved;
            }

            await WithdrawAsync(reserved.Value);
            failed.Add(reserved.Value.Choice.Protocol);
            if (nodeProblem.Kind == ConfigurationProblems.NodeSilent)
            {
                return nodeProblem;
            }
        }
    }

    private async Task<Problem?> WaitUntilLiveAsync(Reservation reservation, CancellationToken cancel)
    {
        var configuration = reservation.Configuration;
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            var failure = await registry[configuration.NodeId]
                .Acknowledgements.WaitAsync(
                    reservation.Revision,
                    configuration.Id,
                    configuration.ProfileId,
                    configuration.Protocol,
                    either.Token
                );
            return failure is null ? null : Refused(configuration, failure);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Log.NodeSilent(logger, configuration.NodeId, reservation.Revision.ToString());
            return ConfigurationProblems.NodeSilent.At(configuration.NodeId, "");
        }
        catch (OperationCanceledException)
        {
            await WithdrawAsync(reservation);
            throw;
        }
    }

    private Problem Refused(Configuration configuration, ApplyFailure failure)
    {
        Log.NodeRefused(logger, configuration.NodeId, failure.ProblemId, failure.Detail);
        return ConfigurationProblems.NodeRefused.At(configuration.NodeId, failure.ProblemId);
    }

    /// <summary>What does not work is taken back, whether or not the person who asked still waits.</summary>
    private Task<bool> WithdrawAsync(Reservation reservation) =>
        database.WriteAsync(
            async unit =>
            {
                var revisions = new NodeRevisions(unit, nodes, registry);
                var removal = new ConfigurationRemoval(unit, configurations, revisions, clock.GetUtcNow());
                await removal.RemoveAllAsync([reservation.Configuration], NotConfirmed);
                return true;
            },
            CancellationToken.None
        );
}
