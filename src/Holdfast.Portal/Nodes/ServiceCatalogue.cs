using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Profiles;
using Holdfast.Model.Addresses;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Secrets;

namespace Holdfast.Portal.Nodes;

/// <summary>What runs on a node: the services of the profiles that it carries, with their keys.</summary>
public sealed class ServiceCatalogue(ProfileCatalogue profiles, SliceStore slices, Division division, ServerKeys keys)
{
    public async Task<IReadOnlyList<ProfileServices>> OfAsync(IUnitOfWork unit, string nodeId)
    {
        var services = new List<ProfileServices>();
        foreach (var stored in (await profiles.ReadAsync(unit)).All.Where(p => IsOn(p, nodeId)))
        {
            if (await SlicesAsync(unit, stored.Profile, nodeId) is { } parts)
            {
                var secrets = await keys.OfAsync(unit, stored, nodeId);
                services.Add(ServicesOf.Profile(stored.Profile, stored.Number, secrets, parts));
            }

            foreach (var part in (await division.OfAsync(unit, stored.Profile)).Where(part => !part.IsFirst))
            {
                var key = await keys.OfPartAsync(unit, stored, part.Unit);
                services.Add(ServicesOf.Part(stored.Profile, stored.Number, part, key));
            }
        }

        return services;
    }

    /// <summary>
    /// With address translation every node has the whole pool as its network: nothing behind it sees the addresses, and the slices
    /// only say who gives out which. Without it, the network behind has to know the way to each node's part; of shared nodes it knows the
    /// way to the one that is active, where the profile is divided for each part of it.
    /// </summary>
    /// <returns>Null: the profile has no addresses for this node.</returns>
    private async Task<ServiceSlices?> SlicesAsync(IUnitOfWork unit, Profile profile, string nodeId)
    {
        if (await division.OfAsync(unit, profile) is [var first, ..])
        {
            return new(first.Slice, null);
        }

        if (profile.Masquerade || profile.Placement == Placement.Shared)
        {
            return ServiceSlices.Whole;
        }

        var wireGuard = await slices.OfProfileAsync(unit, profile.Id, Protocol.WireGuard);
        var openVpn = await slices.OfProfileAsync(unit, profile.Id, Protocol.OpenVpn);
        return Has(profile.WireGuard, wireGuard) && Has(profile.OpenVpn, openVpn)
            ? new(Part(wireGuard), Part(openVpn))
            : null;

        bool Has(object? offered, IReadOnlyDictionary<string, PoolSlice> parts) =>
            offered is null || parts.ContainsKey(nodeId);

        PoolSlice? Part(IReadOnlyDictionary<string, PoolSlice> parts) =>
            parts.TryGetValue(nodeId, out var part) ? part : null;
    }

    public static bool IsOn(StoredProfile stored, string nodeId) =>
        stored.Profile.Nodes.Count == 0 || stored.Profile.Nodes.Contains(nodeId);
}
