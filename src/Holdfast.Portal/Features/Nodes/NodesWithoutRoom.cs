using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Profiles;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Features.Nodes;

/// <summary>Finds the nodes of profiles for which no part of the pool was left.</summary>
public sealed class NodesWithoutRoom(SliceStore slices)
{
    /// <returns>By node.</returns>
    public async Task<ILookup<string, NoRoomView>> ReadAsync(
        IUnitOfWork unit,
        IEnumerable<StoredProfile> profiles,
        IReadOnlyCollection<string> nodeIds
    )
    {
        var found = new List<(string NodeId, NoRoomView View)>();
        foreach (var stored in profiles)
        {
            var carriers = nodeIds.Where(id => ServiceCatalogue.IsOn(stored, id)).ToList();
            foreach (var protocol in Divided(stored.Profile))
            {
                var parts = await slices.OfProfileAsync(unit, stored.Profile.Id, protocol);
                var view = new NoRoomView(stored.Profile.Id, protocol);
                found.AddRange(carriers.Where(id => !parts.ContainsKey(id)).Select(id => (id, view)));
            }
        }

        return found.ToLookup(one => one.NodeId, one => one.View, StringComparer.Ordinal);
    }

    /// <summary>With address translation, OpenVPN has the whole pool on every node; shared nodes always have all of it.</summary>
    private static IEnumerable<Protocol> Divided(Profile profile)
    {
        if (profile.Placement == Placement.Shared)
        {
            yield break;
        }

        if (profile.WireGuard is not null)
        {
            yield return Protocol.WireGuard;
        }

        if (profile.OpenVpn is not null && !profile.Masquerade)
        {
            yield return Protocol.OpenVpn;
        }
    }
}
