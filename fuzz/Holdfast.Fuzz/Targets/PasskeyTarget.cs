using System.Text;
using Holdfast.Identity.Passkeys;

namespace Holdfast.Fuzz.Targets;

/// <summary>What browsers and authenticators send: the JSON answer, and the binary forms within.</summary>
internal sealed class PasskeyTarget : IFuzzTarget
{
    private static readonly RelyingParty Party = new("vpn.example.org", "https://vpn.example.org");

    private static readonly byte[] Challenge = new byte[32];

    /// <summary>An Ed25519 key: {1: 1, 3: -8, -1: 6, -2: 32 bytes}.</summary>
    private static readonly byte[] Key = Convert.FromHexString(
        "a4010103272006215820d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    );

    public string Name => "passkey";

    public IReadOnlyList<string> Words =>
        [
            "\"type\":\"public-key\"",
            "\"rawId\":\"",
            "\"response\":{",
            "\"clientDataJSON\":\"",
            "\"attestationObject\":\"",
            "\"authenticatorData\":\"",
            "\"signature\":\"",
            "fmt",
            "attStmt",
            "authData",
            "packed",
        ];

    public IEnumerable<byte[]> Samples =>
        [
            Key,
            // {"fmt": "none", "attStmt": {}, "authData": 37 bytes}
            Convert.FromHexString(
                "a363666d74646e6f6e656761747453746d74a068617574684461746158" + "25" + new string('0', 74)
            ),
            new byte[37],
            Encoding.UTF8.GetBytes(
                """{"type":"public-key","rawId":"AAAA","response":{"clientDataJSON":"e30","attestationObject":"oA","authenticatorData":"AA","signature":"AA","userHandle":"AA","transports":["usb"]}}"""
            ),
        ];

    public void Take(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        PasskeyCreation.Check(text, Challenge, Party);
        PasskeyUse.Claim(text);
        PasskeyUse.Check(text, Challenge, Party, Key);
        var bytes = input.ToArray();
        AuthenticatorData.Read(bytes);
        Attestation.Read(bytes);
        CoseKey.Read(bytes)?.Verifies([1], [2]);
        ClientData.Check(bytes, ClientData.Get, Challenge, Party);
    }
}
