using Holdfast.Identity.Radius;

namespace Holdfast.Identity.Tests.Radius;

public sealed class RadiusRequestTests
{
    private const byte Id = 7;
    private static readonly byte[] Secret = "shared secret"u8.ToArray();
    private static readonly byte[] Authenticator = Convert.FromHexString("0f403f9473978057bd83d5cb98f4227a");

    /// <summary>The password of RFC 2865 section 7.1, hidden as it is there.</summary>
    [Fact]
    public void Create_ExampleOfTheRfc_HidesThePasswordSo()
    {
        var request = RadiusRequest.Create("nemo", "arctangent", null, "x", "xyzzy5461"u8.ToArray(), 0, Authenticator)!;

        Assert.Contains(
            "0212" + "0dbe708d93d413ce3196e43f782a0aee",
            Convert.ToHexStringLower(request.Packet),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Create_SignatureIsFirst_AndIsRight()
    {
        var packet = Ask().Packet;
        var signed = (byte[])packet.Clone();
        signed.AsSpan(22, 16).Clear();

        Assert.Equal([80, 18], packet[20..22]);
        Assert.Equal(Hmac(signed), packet[22..38]);
    }

    [Theory]
    [InlineData(RadiusCode.AccessAccept)]
    [InlineData(RadiusCode.AccessReject)]
    [InlineData(RadiusCode.AccessChallenge)]
    public void Read_SignedAnswer_IsBelieved(RadiusCode code)
    {
        var answer = Ask()
            .Read(
                Answer(
                    code,
                    new(RadiusType.ReplyMessage, "Hal"u8.ToArray()),
                    new(RadiusType.ReplyMessage, "lo"u8.ToArray()),
                    new(RadiusType.State, [1, 2])
                )
            );

        Assert.Equal((code, "Hallo"), (answer!.Code, answer.Message));
        Assert.Equal([1, 2], answer.State);
    }

    /// <summary>Blast-RADIUS (CVE-2024-3596): the old signature alone can be forged.</summary>
    [Fact]
    public void Read_WithoutMessageAuthenticator_IsNoAnswer() =>
        Assert.Null(Ask().Read(Sign(RadiusRequest.Write(RadiusCode.AccessAccept, Id, Authenticator, []), at: null)));

    [Fact]
    public void Read_AnyByteChanged_IsNoAnswer()
    {
        var good = Answer(RadiusCode.AccessReject, new RadiusField(RadiusType.FilterId, "staff"u8.ToArray()));
        for (var at = 0; at < good.Length; at++)
        {
            var forged = (byte[])good.Clone();
            forged[at] ^= 1;
            Assert.Null(Ask().Read(forged));
        }

        Assert.NotNull(Ask().Read(good));
    }

    [Fact]
    public void Read_OfAnotherQuestionOrSecret_IsNoAnswer()
    {
        var good = Answer(RadiusCode.AccessAccept);

        Assert.Null(Ask(id: 8).Read(good));
        Assert.Null(Ask(authenticator: new byte[16]).Read(good));
        Assert.Null(Ask(secret: "another secret"u8.ToArray()).Read(good));
        Assert.Null(Ask().Read(Ask().Packet));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(37)]
    public void Read_Cut_IsNoAnswer(int length) => Assert.Null(Ask().Read(Answer(RadiusCode.AccessAccept)[..length]));

    [Fact]
    public void Read_PaddingBehind_IsIgnored() =>
        Assert.NotNull(Ask().Read([.. Answer(RadiusCode.AccessAccept), 0, 0, 0]));

    [Theory]
    [InlineData("", "x")]
    [InlineData("x", "")]
    [InlineData("x", "a\0b")]
    public void Create_NotSayable_IsNone(string name, string password) =>
        Assert.Null(RadiusRequest.Create(name, password, null, "nas", Secret, Id, Authenticator));

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Create_LongPassword_UpToTheLimit(int length, bool good) =>
        Assert.Equal(
            good,
            RadiusRequest.Create("x", new string('x', length), null, "nas", Secret, Id, Authenticator) is not null
        );

    private static RadiusRequest Ask(byte id = Id, byte[]? authenticator = null, byte[]? secret = null) =>
        RadiusRequest.Create("anna", "hers", null, "nas", secret ?? Secret, id, authenticator ?? Authenticator)!;

    private static byte[] Answer(RadiusCode code, params RadiusField[] more) =>
        Sign(
            RadiusRequest.Write(code, Id, Authenticator, [new(RadiusType.MessageAuthenticator, new byte[16]), .. more]),
            at: 22
        );

    private static byte[] Sign(byte[] packet, int? at)
    {
        if (at is { } place)
        {
            Hmac(packet).CopyTo(packet, place);
        }

        RadiusHash.Md5(packet, Secret).CopyTo(packet, 4);
        return packet;
    }

    private static byte[] Hmac(byte[] packet) => RadiusHash.Hmac(Secret, packet);
}
