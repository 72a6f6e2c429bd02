using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using Holdfast.Model.Addresses;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;

namespace Holdfast.Node.State;

/// <summary>
/// Reads the record of which a snapshot has thousands, in the one form in which we write it, without the general
/// reader's metadata. Whatever has another form is left to that one.
/// </summary>
internal ref struct PeerRecord
{
    private Utf8JsonReader _json;

    private PeerRecord(ReadOnlySpan<byte> json) => _json = new Utf8JsonReader(json);

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out WireGuardPeer? peer)
    {
        var record = new PeerRecord(json);
        peer = record.IsPeer() ? record.Read() : null;
        return peer is not null;
    }

    private bool IsPeer() =>
        Is(JsonTokenType.StartObject)
        && Is(JsonTokenType.PropertyName)
        && _json.ValueTextEquals("peer"u8)
        && Is(JsonTokenType.StartObject)
        && _json.Read();

    private WireGuardPeer? Read() =>
        Has("configurationId"u8)
        && _json.TryGetGuid(out var id)
        && Next("profileId"u8)
        && _json.GetString() is { } profile
        && Next("publicKey"u8)
        && WireGuardKey.TryParse(_json.GetString(), out var key)
        && _json.Read()
        && TryReadPresharedKey(out var preshared)
        && TryReadAddress("address4"u8, out var address4)
        && TryReadAddress("address6"u8, out var address6)
        && Has("expiresAt"u8)
        && _json.TryGetDateTimeOffset(out var expires)
        && IsEnd()
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

    private bool TryReadPresharedKey(out WireGuardKey? key)
    {
        key = null;
        return !_json.ValueTextEquals("presharedKey"u8)
            || (Has("presharedKey"u8) && WireGuardKey.TryParse(_json.GetString(), out key) && _json.Read());
    }

    private bool TryReadAddress(ReadOnlySpan<byte> name, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        return Has(name) && AddressText.TryParseAddress(_json.GetString(), out address) && _json.Read();
    }

    private bool IsEnd() => Is(JsonTokenType.EndObject) && Is(JsonTokenType.EndObject) && !_json.Read();

    private bool Next(ReadOnlySpan<byte> name) => _json.Read() && Has(name);

    /// <summary>Stands on that member; steps to its value, which is text.</summary>
    private bool Has(ReadOnlySpan<byte> name) =>
        _json.TokenType == JsonTokenType.PropertyName && _json.ValueTextEquals(name) && Is(JsonTokenType.String);

    private bool Is(JsonTokenType token) => _json.Read() && _json.TokenType == token;
}
