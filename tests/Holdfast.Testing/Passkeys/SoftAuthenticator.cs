using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Holdfast.Testing.Passkeys;

/// <summary>An authenticator and its browser, in software, that says what tests want it to say.</summary>
public sealed class SoftAuthenticator : IDisposable
{
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA _rsa = RSA.Create(2048);

    public byte[] Credential { get; init; } = RandomNumberGenerator.GetBytes(16);

    /// <summary>−7 or −257.</summary>
    public int Algorithm { get; init; } = -7;

    public string PartyId { get; set; } = "vpn.example.org";

    public string Origin { get; set; } = "https://vpn.example.org";

    /// <summary>Present and verified.</summary>
    public byte Flags { get; set; } = 0x05;

    public uint Counter { get; set; }

    public string Format { get; set; } = "none";

    public string? CrossOrigin { get; set; }

    public byte[] UserHandle { get; set; } = [];

    public void Dispose()
    {
        _ec.Dispose();
        _rsa.Dispose();
    }

    public byte[] PublicKey()
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        if (Algorithm == -257)
        {
            var key = _rsa.ExportParameters(includePrivateParameters: false);
            writer.WriteStartMap(4);
            Number(writer, 1, 3);
            Number(writer, 3, -257);
            Bytes(writer, -1, key.Modulus!);
            Bytes(writer, -2, key.Exponent!);
        }
        else
        {
            var key = _ec.ExportParameters(includePrivateParameters: false);
            writer.WriteStartMap(5);
            Number(writer, 1, 2);
            Number(writer, 3, -7);
            Number(writer, -1, 1);
            Bytes(writer, -2, key.Q.X!);
            Bytes(writer, -3, key.Q.Y!);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>What <c>navigator.credentials.create</c> gives, as JSON.</summary>
    public string Create(byte[] challenge, string type = "webauthn.create")
    {
        var client = ClientData(type, challenge);
        var data = Data(
            0x40,
            [.. new byte[16], (byte)(Credential.Length >> 8), (byte)Credential.Length, .. Credential, .. PublicKey()]
        );
        return Json(
            new Dictionary<string, object>
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(client),
                ["attestationObject"] = Base64Url.EncodeToString(Attest(data, client)),
                ["transports"] = new[] { "internal", "BAD", "hybrid" },
            }
        );
    }

    /// <summary>What <c>navigator.credentials.get</c> gives, as JSON.</summary>
    public string Get(byte[] challenge, string type = "webauthn.get")
    {
        var (client, data) = (ClientData(type, challenge), Data(0, []));
        return Json(
            new Dictionary<string, object>
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(client),
                ["authenticatorData"] = Base64Url.EncodeToString(data),
                ["signature"] = Base64Url.EncodeToString(Sign(data, client)),
                ["userHandle"] = Base64Url.EncodeToString(UserHandle),
            }
        );
    }

    private byte[] ClientData(string type, byte[] challenge) =>
        Encoding.UTF8.GetBytes(
            $$$"""
            {"type":"{{{type}}}","challenge":"{{{Base64Url.EncodeToString(
                challenge
            )}}}","origin":"{{{Origin}}}","crossOrigin":{{{CrossOrigin ?? "false"}}},"other":{"x":[1]}}
            """
        );

    private byte[] Data(byte moreFlags, byte[] credential)
    {
        Span<byte> counter = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        return
        [
            .. SHA256.HashData(Encoding.UTF8.GetBytes(PartyId)),
            (byte)(Flags | moreFlags),
            .. counter,
            .. credential,
        ];
    }

    private byte[] Attest(byte[] data, byte[] client)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical, convertIndefiniteLengthEncodings: true);
        writer.WriteStartMap(3);
        writer.WriteTextString("fmt");
        writer.WriteTextString(Format);
        writer.WriteTextString("attStmt");
        if (Format == "packed")
        {
            writer.WriteStartMap(2);
            writer.WriteTextString("alg");
            writer.WriteInt32(Algorithm);
            writer.WriteTextString("sig");
            writer.WriteByteString(Sign(data, client));
        }
        else
        {
            writer.WriteStartMap(0);
        }

        writer.WriteEndMap();
        writer.WriteTextString("authData");
        writer.WriteByteString(data);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private byte[] Sign(byte[] data, byte[] client)
    {
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        return Algorithm == -257
            ? _rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : _ec.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private string Json(Dictionary<string, object> response) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["id"] = Base64Url.EncodeToString(Credential),
                ["rawId"] = Base64Url.EncodeToString(Credential),
                ["type"] = "public-key",
                ["response"] = response,
                ["clientExtensionResults"] = new Dictionary<string, object>(),
            }
        );

    private static void Number(CborWriter writer, int label, int value)
    {
        writer.WriteInt32(label);
        writer.WriteInt32(value);
    }

    private static void Bytes(CborWriter writer, int label, byte[] value)
    {
        writer.WriteInt32(label);
        writer.WriteByteString(value);
    }
}
