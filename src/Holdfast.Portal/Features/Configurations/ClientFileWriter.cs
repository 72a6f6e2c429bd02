using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Model.Addresses;
using Holdfast.Model.ClientFiles;
using Holdfast.Model.Keys;
using Holdfast.Model.Profiles;
using Holdfast.Pki.Authority;
using Holdfast.Pki.WireGuard;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Secrets;

namespace Holdfast.Portal.Features.Configurations;

/// <summary>Writes the client's file of a configuration that is live on its node.</summary>
public sealed class ClientFileWriter(
    IDatabase database,
    NodeStore nodes,
    NodeRegistry registry,
    ServerKeys keys,
    VpnAuthority authority,
    PortalOptions options,
    TimeProvider clock
)
{
    /// <summary>In one file; each is tried on up to four ports.</summary>
    private const int MostHosts = 16;

    /// <summary>For an app, which has the WireGuard private key itself.</summary>
    public Task<IssuedConfiguration> ForAppAsync(Reservation reservation, bool preferTcp, CancellationToken cancel) =>
        WriteAsync(reservation, null, preferTcp, header: null, cancel);

    /// <summary>For a person who downloads it: with a comment that says what it is and, for WireGuard, its private key.</summary>
    public Task<IssuedConfiguration> ForPersonAsync(
        Reservation reservation,
        WireGuardKey? privateKey,
        bool preferTcp,
        CancellationToken cancel
    ) =>
        WriteAsync(
            reservation,
            privateKey,
            preferTcp,
            new FileHeader(new Uri($"{options.PublicUrl}/"), reservation.Configuration.ExpiresAt),
            cancel
        );

    private async Task<IssuedConfiguration> WriteAsync(
        Reservation reservation,
        WireGuardKey? privateKey,
        bool preferTcp,
        FileHeader? header,
        CancellationToken cancel
    )
    {
        var (configuration, choice) = (reservation.Configuration, reservation.Choice);
        var body =
            choice.Protocol == Protocol.WireGuard
                ? await WireGuardAsync(reservation, privateKey, header, cancel)
                : await OpenVpnAsync(reservation, preferTcp, header, cancel);
        return new(configuration.Id, ContentTypes.Of(choice), body, configuration.ExpiresAt);
    }

    private Task<string> WireGuardAsync(
        Reservation reservation,
        WireGuardKey? privateKey,
        FileHeader? header,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            async unit =>
            {
                var (stored, configuration) = (reservation.Profile, reservation.Configuration);
                var wireGuard = stored.Profile.WireGuard!;
                return new WireGuardFile
                {
                    Profile = stored.Profile,
                    HostName = reservation.Part?.HostName ?? (await HostNamesAsync(unit, reservation))[0],
                    Part = reservation.Part,
                    Address4 = new AddressPool(wireGuard.Pool4).AddressOf(configuration.Slot),
                    Address6 = new AddressPool(wireGuard.Pool6).AddressOf(configuration.Slot),
                    ServerPublicKey = reservation.Part is { IsFirst: false } part
                        ? WireGuardKeys.PublicOf(await keys.OfPartAsync(unit, stored, part.Unit))
                        : await keys.WireGuardPublicAsync(unit, stored, configuration.NodeId),
                    PrivateKey = privateKey,
                    ProxyEndpoint =
                        reservation.Choice.Transport == Transport.Tcp
                            ? registry[configuration.NodeId].ProxyEndpoint(stored.Profile, reservation.ServiceId)
                            : null,
                    Header = header,
                }.Render();
            },
            cancel
        );

    private Task<string> OpenVpnAsync(
        Reservation reservation,
        bool preferTcp,
        FileHeader? header,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            async unit =>
            {
                var (stored, configuration) = (reservation.Profile, reservation.Configuration);
                var issued = authority.IssueClient(configuration.Id, clock.GetUtcNow(), configuration.ExpiresAt);
                var certificate = issued.Succeeded ? issued.Value : throw new SecretException(issued.Problems[0]);
                return new OpenVpnFile
                {
                    Profile = stored.Profile,
                    HostNames = await HostNamesAsync(unit, reservation),
                    CaCertificate = authority.CertificatePem,
                    Certificate = certificate.CertificatePem,
                    PrivateKey = certificate.PrivateKeyPem,
                    TlsCryptKey = await keys.TlsCryptAsync(unit, stored),
                    Remotes = OpenVpnRemotes.Choose(stored.Profile.OpenVpn!, preferTcp, new Random()),
                    Header = header,
                }.Render();
            },
            cancel
        );

    /// <summary>Of the node that was chosen, then of the others on which it is live, in the order of chance.</summary>
    private async Task<IReadOnlyList<string>> HostNamesAsync(IUnitOfWork unit, Reservation reservation)
    {
        if (reservation.Profile.Profile.HostName is { } given)
        {
            return [given];
        }

        var chosen = reservation.Configuration.NodeId;
        var others = reservation.Revisions.Keys.Where(id => id != chosen).ToArray();
        if (others.Length == 0)
        {
            // As with most configurations of WireGuard: of a fleet only one node is looked at.
            return await nodes.FindAsync(unit, chosen) is { RemovedAt: null } node
                ? [node.HostName]
                : [options.HostName];
        }

        var present = (await nodes.ListAsync(unit)).ToDictionary(node => node.Id, node => node.HostName);
        new Random().Shuffle(others);
        string[] names = [.. new[] { chosen }.Concat(others).Where(present.ContainsKey).Select(id => present[id])];
        return names.Length > 0 ? [.. names.Distinct().Take(MostHosts)] : [options.HostName];
    }
}
