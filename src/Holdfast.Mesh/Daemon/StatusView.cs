using System.Net;
using Holdfast.Mesh.Checks;
using Holdfast.Mesh.Control;
using Holdfast.Mesh.Core;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Sealing;

namespace Holdfast.Mesh.Daemon;

/// <summary>What a host knows, as people and programs are told.</summary>
internal static class StatusView
{
    public static MeshStatus Of(
        MeshMachine machine,
        MeshKey mesh,
        TimeSpan now,
        string wireGuard,
        IReadOnlyDictionary<IPNetwork, string> ignored,
        ServiceChecks checks,
        IReadOnlyList<SwitchEntry> history
    )
    {
        var chosen = machine.View(now).Chosen;
        var members = machine.Members;
        var names = members.ToDictionary(member => member.Record.Host, member => member.Record.Name);
        names[machine.Self] = machine.Own.Name;
        var alive = members.Where(member => member.Status == HostStatus.Alive).ToList();
        return new(
            machine.Own.Name,
            machine.Self.ToString(),
            mesh.OwnAddress(machine.Self),
            machine.HasJoined,
            wireGuard,
            alive.Count,
            alive.Count(member => member.View.Chosen == chosen),
            [.. members.Select(member => Of(member, mesh, now, chosen))],
            [
                .. machine
                    .Holdings.OrderBy(holding => holding.Prefix.ToString(), StringComparer.Ordinal)
                    .Select(holding => Of(holding, machine, names, ignored)),
            ],
            [.. checks.Health.Select(pair => new CheckStatus(pair.Key.ToString(), pair.Value.IsWell, pair.Value.Why))],
            history
        );
    }

    private static MemberStatus Of(MemberView member, MeshKey mesh, TimeSpan now, ulong chosen) =>
        new(
            member.Record.Name,
            member.Record.Host.ToString(),
            member.Status,
            mesh.OwnAddress(member.Record.Host),
            member.Address?.ToString(),
            !member.IsPathDown,
            member.RoundTrip?.TotalMilliseconds,
            (now - member.LastHeard)?.TotalSeconds,
            member.View.Chosen == chosen
        );

    private static PrefixStatus Of(
        Holding holding,
        MeshMachine machine,
        Dictionary<HostId, string> names,
        IReadOnlyDictionary<IPNetwork, string> ignored
    ) =>
        new(
            holding.Prefix,
            holding.Holder is { } holder ? names.GetValueOrDefault(holder, holder.ToString()) : null,
            machine.Own.Claims.Any(claim => claim.Prefix == holding.Prefix),
            ignored.GetValueOrDefault(holding.Prefix),
            [
                .. holding.Ranked.Select(candidate => new ClaimStatus(
                    names.GetValueOrDefault(candidate.Host, candidate.Host.ToString()),
                    candidate.Host.ToString(),
                    candidate.Claim.State,
                    candidate.Claim.Kind,
                    candidate.Claim.Priority,
                    candidate.Claim.Epoch
                )),
            ]
        );
}
