using Holdfast.Data;
using Holdfast.Data.Users;
using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Pki.WireGuard;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Features.Home;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Settings;

namespace Holdfast.Portal.Features.Devices;

/// <summary>Sets up a device by hand: the one case in which a client's key is made here, for this answer, and kept nowhere.</summary>
public sealed class DeviceDesk(
    IDatabase database,
    UserStore users,
    ProfileCatalogue catalogue,
    ConfigurationIssuer issuer,
    ClientFileWriter files,
    PortalSettings settings,
    TimeProvider clock
) : IDeviceDesk
{
    public Task<OfferedProfile?> FindProfileAsync(Visitor visitor, string profileId, CancellationToken cancel) =>
        database.ReadAsync(
            async unit =>
            {
                var stored = (await catalogue.ReadAsync(unit)).Find(profileId);
                var groups = (await users.FindAsync(unit, visitor.UserId))?.Groups ?? [];
                return stored is not null && ProfileSet.MayUse(stored.Profile, groups)
                    ? OfferedProfiles.View(stored.Profile)
                    : null;
            },
            cancel
        );

    public async Task<Outcome<DeviceFile>> SetUpAsync(Visitor visitor, NewDevice device, CancellationToken cancel)
    {
        var pair = device.Protocol == Protocol.WireGuard ? WireGuardKeys.New() : null;
        var life = (await database.ReadAsync(settings.ReadAsync, cancel)).SessionExpiry;
        var request = new IssueRequest
        {
            ConfigurationId = device.Id,
            UserId = visitor.UserId,
            ProfileId = device.ProfileId,
            ClientAddress = visitor.Address,
            Name = device.Name,
            Abilities = AbilitiesOf(device),
            PreferTcp = device.PreferTcp,
            PublicKey = pair?.PublicKey,
            SecondFactor = visitor.HasSecondFactor,
            ExpiresAt = clock.GetUtcNow() + life,
        };
        var issued = await issuer.IssueAsync(request, cancel);
        if (!issued.Succeeded)
        {
            return Outcome<DeviceFile>.Failed(issued.Problems);
        }

        var file = await files.ForPersonAsync(issued.Value, pair?.PrivateKey, device.PreferTcp, cancel);
        return new DeviceFile
        {
            Protocol = device.Protocol,
            Content = file.Body,
            ExpiresAt = file.ExpiresAt,
        };
    }

    /// <summary>Stock WireGuard programs speak UDP only.</summary>
    private static ClientAbilities AbilitiesOf(NewDevice device) =>
        new(
            device.Protocol == Protocol.WireGuard
                ? new HashSet<ProtocolTransport> { ProtocolTransport.WireGuardUdp }
                : new HashSet<ProtocolTransport> { ProtocolTransport.OpenVpnUdp, ProtocolTransport.OpenVpnTcp }
        );
}
