using Holdfast.Data;
using Holdfast.Data.Profiles;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;
using Holdfast.Model.Placing;
using Holdfast.Model.Profiles;
using Holdfast.Pki.Authority;
using Holdfast.Pki.OpenVpn;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Portal.Secrets;

/// <summary>
/// The keys of a profile's servers. With placement <c>spread</c> each node has its own WireGuard key and OpenVPN certificate, with
/// <c>shared</c> all have the same; the tls-crypt key is the profile's, so that a client's file is good on every node.
/// </summary>
public sealed class ServerKeys(Vault vault, VpnAuthority authority, TimeProvider clock)
{
    /// <summary>No node can have this name.</summary>
    private const string AllNodes = "*";

    /// <summary>Makes what is missing. To be called whenever a profile or a node is added or changed.</summary>
    public async Task EnsureAsync(IUnitOfWork unit, StoredProfile stored, string nodeId)
    {
        if (stored.Profile.WireGuard is not null)
        {
            await vault.GetOrMakeAsync(
                unit,
                WireGuardName(stored, nodeId),
                () => WireGuardKeys.New().PrivateKey.ToBase64()
            );
        }

        foreach (var further in ProfileParts.AreIn(stored.Profile) ? stored.Profile.FurtherUnits : [])
        {
            await vault.GetOrMakeAsync(
                unit,
                PartName(stored, further.Unit),
                () => WireGuardKeys.New().PrivateKey.ToBase64()
            );
        }

        if (stored.Profile.OpenVpn is not null)
        {
            await vault.GetOrMakeAsync(unit, OpenVpnName(stored, nodeId), () => NewServerCertificate(stored));
            await vault.GetOrMakeAsync(unit, TlsCryptName(stored), TlsCryptKey.New);
        }
    }

    /// <summary>What a node needs to run the profile.</summary>
    public async Task<ServiceKeys> OfAsync(IUnitOfWork unit, StoredProfile stored, string nodeId) =>
        new()
        {
            WireGuard = stored.Profile.WireGuard is null ? null : await WireGuardAsync(unit, stored, nodeId),
            OpenVpn = stored.Profile.OpenVpn is null ? null : await OpenVpnAsync(unit, stored, nodeId),
        };

    /// <summary>What clients need to know of the node.</summary>
    public async Task<WireGuardKey> WireGuardPublicAsync(IUnitOfWork unit, StoredProfile stored, string nodeId) =>
        WireGuardKeys.PublicOf(await WireGuardAsync(unit, stored, nodeId));

    /// <summary>Of a further part of a profile that is divided; of the first it is that of the profile.</summary>
    public async Task<WireGuardKey> OfPartAsync(IUnitOfWork unit, StoredProfile stored, int vrid) =>
        WireGuardKey.Parse(await ExistingAsync(unit, PartName(stored, vrid)));

    public Task<string> TlsCryptAsync(IUnitOfWork unit, StoredProfile stored) =>
        ExistingAsync(unit, TlsCryptName(stored));

    private async Task<WireGuardKey> WireGuardAsync(IUnitOfWork unit, StoredProfile stored, string nodeId) =>
        WireGuardKey.Parse(await ExistingAsync(unit, WireGuardName(stored, nodeId)));

    private async Task<OpenVpnServerKeys> OpenVpnAsync(IUnitOfWork unit, StoredProfile stored, string nodeId)
    {
        var (certificate, key) = PemText.Split(await ExistingAsync(unit, OpenVpnName(stored, nodeId)));
        return new()
        {
            CaCertificate = authority.CertificatePem,
            Certificate = certificate,
            PrivateKey = key,
            TlsCryptKey = await TlsCryptAsync(unit, stored),
        };
    }

    private async Task<string> ExistingAsync(IUnitOfWork unit, string name) =>
        await vault.FindAsync(unit, name) ?? throw new InvalidOperationException($"The secret {name} was never made.");

    /// <summary>As long as the authority: a new one would mean a restart of the server, and so a cut for its clients.</summary>
    private string NewServerCertificate(StoredProfile stored)
    {
        var issued = authority.IssueServer($"{stored.Profile.Id}.holdfast", clock.GetUtcNow(), authority.NotAfter);
        return issued.Succeeded
            ? PemText.Join(issued.Value.CertificatePem, issued.Value.PrivateKeyPem)
            : throw new SecretException(issued.Problems[0]);
    }

    private static string WireGuardName(StoredProfile stored, string nodeId) =>
        $"wireguard/{stored.Number}/{OwnerOf(stored, nodeId)}";

    private static string PartName(StoredProfile stored, int vrid) => $"{WireGuardName(stored, AllNodes)}{vrid}";

    private static string OpenVpnName(StoredProfile stored, string nodeId) =>
        $"openvpn/{stored.Number}/{OwnerOf(stored, nodeId)}";

    private static string OwnerOf(StoredProfile stored, string nodeId) =>
        stored.Profile.Placement == Placement.Shared ? AllNodes : nodeId;

    private static string TlsCryptName(StoredProfile stored) => $"tls-crypt/{stored.Number}";
}
