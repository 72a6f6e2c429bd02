using Holdfast.Link.Messages;
using Holdfast.Linux.Firewall;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Node.Applying;
using Holdfast.Node.Takeover.Connections;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Firewall;

/// <summary>Our table of nftables. Applied as one transaction when it changes, and again when somebody else changed it.</summary>
/// <param name="addressesOf">The virtual addresses of a unit of the failover group (VRID), with their interfaces.</param>
/// <param name="connections">How the other node is told of connections; null: it is not.</param>
public sealed partial class FirewallPlane(
    IFirewall firewall,
    Func<int, IReadOnlyList<PlacedAddress>> addressesOf,
    Func<ConnectionWay?> connections,
    ILogger<FirewallPlane> logger
) : IDataPlane
{
    private string? _script;
    private string? _listing;

    /// <summary>Reads the table back: what somebody flushed or changed is put in order.</summary>
    public async Task<IReadOnlyList<ApplyFailure>> ReconcileAsync(NodeState desired, CancellationToken cancel)
    {
        try
        {
            var script = Ruleset.Render(desired.Services.Values, addressesOf, connections());
            var listing = await firewall.ReadTableAsync(Ruleset.Table, cancel);
            if (script == _script && listing == _listing)
            {
                return [];
            }

            if (script == _script)
            {
                Log.RulesWereChanged(logger);
            }

            await ApplyAsync(script, cancel);
            return [];
        }
        catch (FirewallException e)
        {
            return Failure(e);
        }
    }

    public async Task<IReadOnlyList<ApplyFailure>> ApplyAsync(
        NodeState desired,
        StateDifference difference,
        CancellationToken cancel
    )
    {
        if (difference.Services.Count == 0 && difference.RemovedServices.Count == 0)
        {
            return [];
        }

        try
        {
            var script = Ruleset.Render(desired.Services.Values, addressesOf, connections());
            if (script != _script)
            {
                await ApplyAsync(script, cancel);
            }

            return [];
        }
        catch (FirewallException e)
        {
            return Failure(e);
        }
    }

    /// <summary>Nothing: the firewall is not a service of its own.</summary>
    public IReadOnlyList<ServiceStatus> Status() => [];

    public async Task RemoveAsync(CancellationToken cancel)
    {
        await firewall.ApplyAsync(Ruleset.Removal, cancel);
        (_script, _listing) = (null, null);
    }

    private async Task ApplyAsync(string script, CancellationToken cancel)
    {
        _script = null;
        await firewall.ApplyAsync(script, cancel);
        _listing = await firewall.ReadTableAsync(Ruleset.Table, cancel);
        _script = script;
        Log.RulesApplied(logger);
    }

    private static IReadOnlyList<ApplyFailure> Failure(FirewallException e) =>
        [new(ConfigurationId: null, ProfileId: "", FirewallProblems.Refused.Id, e.Message)];
}
