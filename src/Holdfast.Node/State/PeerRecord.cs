using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using Holdfast.Model.Addresses;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;

namespace Holdfast.Node.State;

/// <summary>The record of which a snapshot has thousands.</summary>
internal static class PeerRecord
{
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out WireGuardPeer? peer)
    {
        var form = new FixedForm(json);
        peer =
            form.TryStart()
            && form.TryEnter("peer"u8)
            && form.TryId("configurationId"u8, out var id)
            && form.TryText("profileId"u8, out var profile)
            && form.TryText("publicKey"u8, out var publicKey)
            && WireGuardKey.TryParse(publicKey, out var key)
            && TryReadPresharedKey(ref form, out var preshared)
            && TryReadAddress(ref form, "address4"u8, out var address4)
            && TryReadAddress(ref form, "address6"u8, out var address6)
            && form.TryTime("expiresAt"u8, out var expires)
            && form.TryLeave()
            && form.TryEnd()
                ? new WireGuardPeer
                {
                    ConfigurationId = id,
                    ProfileId = profile,
                    PublicKey = key,
                    PresharedKey = preshared,
                    Address4 = address4,
                    Address6 = address6,
                    ExpiresAt = expires,
                }
                : null;
        return peer is not null;
    }

    private static bool TryReadPresharedKey(ref FixedForm form, out WireGuardKey? key)
    {
        key = null;
        return !form.StandsOn("presharedKey"u8)
            || (form.TryText("presharedKey"u8, out var text) && WireGuardKey.TryParse(text, out key));
    }

    private static bool TryReadAddress(
        ref FixedForm form,
        ReadOnlySpan<byte> name,
        [NotNullWhen(true)] out IPAddress? address
    )
    {
        address = null;
        return form.TryText(name, out var text) && AddressText.TryParseAddress(text, out address);
    }
}
