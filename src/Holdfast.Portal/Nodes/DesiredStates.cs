using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Epochs;
using Holdfast.Data.Nodes;
using Holdfast.Link.Messages;
using Holdfast.Model.Addresses;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;
using Holdfast.Model.Placing;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Features.Profiles;

namespace Holdfast.Portal.Nodes;

/// <summary>What a node is to be told, from the database as it is now.</summary>
public sealed class DesiredStates(
    IDatabase database,
    NodeStore nodes,
    EpochStore epochs,
    PlacementStore placements,
    ProfileCatalogue profiles,
    Division division,
    ServiceCatalogue services
)
{
    /// <summary>The next message for a node that was last told <paramref name="told"/>.</summary>
    public Task<NextMessage> NextAsync(string nodeId, Revision told, CancellationToken cancel) =>
        database.ReadAsync(
            async unit => new NextMessage(await NextAsync(unit, nodeId, told), unit.MayBeBehind),
            cancel
        );

    private async Task<LinkMessage?> NextAsync(IUnitOfWork unit, string nodeId, Revision told)
    {
        if (await nodes.FindAsync(unit, nodeId) is not { RemovedAt: null } node)
        {
            return null;
        }

        var now = new Revision(await epochs.ReadAsync(unit), node.Revision);
        if (now == told || (unit.MayBeBehind && now < told))
        {
            return null;
        }

        return told.Epoch == now.Epoch && told < now && told.Number > 0
            ? await DeltaAsync(unit, node, told, now)
            : await SnapshotAsync(unit, node, now);
    }

    private async Task<LinkMessage> SnapshotAsync(IUnitOfWork unit, Node node, Revision now)
    {
        var catalogue = await profiles.ReadAsync(unit);
        var living = await placements.LivingOnAsync(unit, node.Id);
        return new Snapshot(
            now,
            await services.OfAsync(unit, node.Id),
            [.. Peers(living, catalogue, await division.AllAsync(unit, catalogue))],
            [.. Clients(living, catalogue)],
            node.DrainingSince is not null
        );
    }

    private async Task<LinkMessage> DeltaAsync(IUnitOfWork unit, Node node, Revision told, Revision now)
    {
        var catalogue = await profiles.ReadAsync(unit);
        var changed = await placements.ChangedSinceAsync(unit, node.Id, told.Number, now.Number);
        var living = changed.Where(p => !p.Ended).Select(p => p.Configuration).ToList();
        return new Delta(
            new NodeDelta
            {
                From = told,
                To = now,
                Services = node.ServicesRevision > told.Number ? await services.OfAsync(unit, node.Id) : null,
                Peers = [.. Peers(living, catalogue, await division.AllAsync(unit, catalogue))],
                Clients = [.. Clients(living, catalogue)],
                Removed = [.. changed.Where(p => p.Ended).Select(p => p.Configuration.Id)],
                Draining = node.DrainingSince is not null,
            }
        );
    }

    private static IEnumerable<WireGuardPeer> Peers(
        IEnumerable<Configuration> living,
        ProfileSet catalogue,
        IReadOnlyDictionary<string, IReadOnlyList<ProfilePart>> parts
    ) =>
        from configuration in living
        where configuration.Protocol == Protocol.WireGuard
        let options = catalogue.Find(configuration.ProfileId)?.Profile.WireGuard
        where options is not null
        select new WireGuardPeer
        {
            ConfigurationId = configuration.Id,
            ProfileId = ServiceOf(configuration, parts),
            PublicKey = WireGuardKey.Parse(configuration.PublicKey!),
            Address4 = new AddressPool(options.Pool4).AddressOf(configuration.Slot),
            Address6 = new AddressPool(options.Pool6).AddressOf(configuration.Slot),
            ExpiresAt = configuration.ExpiresAt,
        };

    private static string ServiceOf(
        Configuration configuration,
        IReadOnlyDictionary<string, IReadOnlyList<ProfilePart>> parts
    ) =>
        parts.TryGetValue(configuration.ProfileId, out var divided)
            ? divided.FirstOrDefault(part => part.Holds(configuration.Slot))?.ServiceId ?? configuration.ProfileId
            : configuration.ProfileId;

    private static IEnumerable<OpenVpnClient> Clients(IEnumerable<Configuration> living, ProfileSet catalogue) =>
        from configuration in living
        where configuration.Protocol == Protocol.OpenVpn
        where catalogue.Find(configuration.ProfileId)?.Profile.OpenVpn is not null
        select new OpenVpnClient
        {
            ConfigurationId = configuration.Id,
            ProfileId = configuration.ProfileId,
            Slot = configuration.Slot,
            ExpiresAt = configuration.ExpiresAt,
        };
}
