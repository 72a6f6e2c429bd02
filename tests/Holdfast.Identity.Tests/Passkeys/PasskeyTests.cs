using System.Security.Cryptography;
using Holdfast.Identity.Passkeys;
using Holdfast.Testing.Passkeys;

namespace Holdfast.Identity.Tests.Passkeys;

public sealed class PasskeyTests : IDisposable
{
    private static readonly RelyingParty Party = new("vpn.example.org", "https://vpn.example.org");

    private readonly byte[] _challenge = RandomNumberGenerator.GetBytes(32);
    private readonly SoftAuthenticator _device = new();

    public void Dispose() => _device.Dispose();

    [Theory]
    [InlineData(-7, "none")]
    [InlineData(-7, "packed")]
    [InlineData(-257, "none")]
    [InlineData(-257, "packed")]
    public void CreationAndUse_EveryKind_IsAccepted(int algorithm, string format)
    {
        using var device = new SoftAuthenticator { Algorithm = algorithm, Format = format };
        var made = PasskeyCreation.Check(device.Create(_challenge), _challenge, Party);
        Assert.Equal(PasskeyRefusal.None, made.Refusal);
        Assert.Equal(device.Credential, made.Value!.Credential);
        Assert.Equal(["internal", "hybrid"], made.Value.Transports);

        device.Counter = 7;
        var used = PasskeyUse.Check(device.Get(_challenge), _challenge, Party, made.Value.PublicKey);
        Assert.Equal(PasskeyRefusal.None, used.Refusal);
        Assert.Equal(7u, used.Value!.Counter);
    }

    public static TheoryData<string, PasskeyRefusal> Lies =>
        new()
        {
            { "origin", PasskeyRefusal.NotForUs },
            { "sub-origin", PasskeyRefusal.NotForUs },
            { "party", PasskeyRefusal.NotForUs },
            { "challenge", PasskeyRefusal.NotForUs },
            { "type", PasskeyRefusal.NotForUs },
            { "frame", PasskeyRefusal.NotForUs },
            { "not touched", PasskeyRefusal.UserNotVerified },
            { "not verified", PasskeyRefusal.UserNotVerified },
        };

    [Theory]
    [MemberData(nameof(Lies))]
    public void Creation_NotTrue_IsRefused(string lie, PasskeyRefusal refusal)
    {
        Tell(lie);
        var answer = _device.Create(ChallengeOf(lie), lie == "type" ? "webauthn.get" : "webauthn.create");

        Assert.Equal(refusal, PasskeyCreation.Check(answer, _challenge, Party).Refusal);
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public void Use_NotTrue_IsRefused(string lie, PasskeyRefusal refusal)
    {
        Tell(lie);
        var answer = _device.Get(ChallengeOf(lie), lie == "type" ? "webauthn.create" : "webauthn.get");

        Assert.Equal(refusal, PasskeyUse.Check(answer, _challenge, Party, _device.PublicKey()).Refusal);
    }

    [Fact]
    public void Use_ByAnotherKey_IsRefused()
    {
        using var other = new SoftAuthenticator();

        Assert.Equal(
            PasskeyRefusal.BadSignature,
            PasskeyUse.Check(_device.Get(_challenge), _challenge, Party, other.PublicKey()).Refusal
        );
    }

    [Fact]
    public void Use_CounterChanged_IsRefused()
    {
        var answer = _device.Get(_challenge);
        _device.Counter = 1;
        var (one, other) = (Part(answer, "authenticatorData"), Part(_device.Get(_challenge), "authenticatorData"));

        Assert.Equal(
            PasskeyRefusal.BadSignature,
            PasskeyUse
                .Check(answer.Replace(one, other, StringComparison.Ordinal), _challenge, Party, _device.PublicKey())
                .Refusal
        );
    }

    [Fact]
    public void Creation_SignedByTheMaker_IsNotSupported()
    {
        _device.Format = "fido-u2f";

        Assert.Equal(
            PasskeyRefusal.NotSupported,
            PasskeyCreation.Check(_device.Create(_challenge), _challenge, Party).Refusal
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"type":"public-key"}""")]
    [InlineData("""{"type":"public-key","rawId":"AA"}""")]
    [InlineData("""{"type":"public-key","rawId":"AA","response":7}""")]
    [InlineData("""{"type":"public-key","rawId":"!","response":{}}""")]
    [InlineData("""{"type":"public-key","rawId":"","response":{}}""")]
    [InlineData("""{"type":"public-key","rawId":"AA","response":{"clientDataJSON":"AA","attestationObject":"AA"}}""")]
    public void Garbage_IsMalformed(string answer)
    {
        Assert.Equal(PasskeyRefusal.Malformed, PasskeyCreation.Check(answer, _challenge, Party).Refusal);
        Assert.Equal(
            PasskeyRefusal.Malformed,
            PasskeyUse.Check(answer, _challenge, Party, _device.PublicKey()).Refusal
        );
    }

    [Fact]
    public void EveryCutAndEveryBit_GivesAnAnswerAndNeverIsAccepted()
    {
        var (made, used) = (_device.Create(_challenge), _device.Get(_challenge));
        for (var length = 0; length < made.Length; length += 7)
        {
            Assert.Null(PasskeyCreation.Check(made[..length], _challenge, Party).Value);
        }

        var signature = Part(used, "signature");
        for (var place = 0; place < signature.Length - 2; place++)
        {
            var changed = signature[..place] + (signature[place] == 'A' ? 'B' : 'A') + signature[(place + 1)..];
            var answer = used.Replace(signature, changed, StringComparison.Ordinal);
            Assert.Null(PasskeyUse.Check(answer, _challenge, Party, _device.PublicKey()).Value);
        }
    }

    /// <summary>RFC 8032 section 7.1, tests 1 and 2.</summary>
    [Theory]
    [InlineData(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )]
    [InlineData(
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )]
    public void Key_OfEd25519_VerifiesWhatTheRfcSays(string key, string message, string signature)
    {
        // {1: OKP, 3: EdDSA, -1: Ed25519, -2: x}
        var cose = CoseKey.Read(Convert.FromHexString("a4010103272006215820" + key))!;
        var (data, signed) = (Convert.FromHexString(message), Convert.FromHexString(signature));

        Assert.True(cose.Verifies(data, signed));
        Assert.False(cose.Verifies([.. data, 1], signed));
        signed[3] ^= 1;
        Assert.False(cose.Verifies(data, signed));
        Assert.False(cose.Verifies(data, signed.AsSpan(0, 63)));
    }

    [Theory]
    [InlineData("a0")]
    [InlineData("a10102")]
    [InlineData(
        "a501020326200121582000000000000000000000000000000000000000000000000000000000000000002258200000000000000000000000000000000000000000000000000000000000000000ff"
    )]
    [InlineData("a4010103272006215820d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751")]
    [InlineData("80")]
    [InlineData("")]
    public void Key_OfNoKnownForm_IsNull(string hex) => Assert.Null(CoseKey.Read(Convert.FromHexString(hex)));

    [Fact]
    public void Key_PointThatIsNotOnTheCurve_VerifiesNothing()
    {
        var zeros = string.Concat(Enumerable.Repeat("00", 32));
        var key = CoseKey.Read(Convert.FromHexString($"a5010203262001215820{zeros}225820{zeros}"));

        Assert.False(key!.Verifies([1], [0x30, 0x06, 2, 1, 1, 2, 1, 1]));
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0, 1, false)]
    [InlineData(5, 6, false)]
    [InlineData(5, 5, true)]
    [InlineData(5, 0, true)]
    public void CountsBack_EveryCase(long stored, long counter, bool back) =>
        Assert.Equal(back, PasskeyUse.CountsBack(stored, counter));

    [Theory]
    [InlineData("https://vpn.example.org:8443/x", "vpn.example.org", "https://vpn.example.org:8443")]
    [InlineData("https://vpn.example.org", "vpn.example.org", "https://vpn.example.org")]
    [InlineData("https://localhost:8443", "localhost", "https://localhost:8443")]
    public void Party_OfAName_IsItsHost(string address, string id, string origin) =>
        Assert.Equal(new RelyingParty(id, origin), RelyingParty.At(new Uri(address)));

    [Theory]
    [InlineData("https://192.0.2.1")]
    [InlineData("https://[2001:db8::1]:8443")]
    public void Party_OfANumber_IsNone(string address) => Assert.Null(RelyingParty.At(new Uri(address)));

    private void Tell(string lie)
    {
        _device.Origin = lie switch
        {
            "origin" => "https://vpn.example.org.evil.example",
            "sub-origin" => "https://vpn.example.org:444",
            _ => _device.Origin,
        };
        _device.PartyId = lie == "party" ? "example.org" : _device.PartyId;
        _device.CrossOrigin = lie == "frame" ? "true" : null;
        _device.Flags = lie switch
        {
            "not touched" => 0x04,
            "not verified" => 0x01,
            _ => _device.Flags,
        };
    }

    private byte[] ChallengeOf(string lie) => lie == "challenge" ? RandomNumberGenerator.GetBytes(32) : _challenge;

    private static string Part(string answer, string name)
    {
        using var document = System.Text.Json.JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("response").GetProperty(name).GetString()!;
    }
}
