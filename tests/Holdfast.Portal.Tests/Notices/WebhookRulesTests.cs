using System.Net;
using Holdfast.Portal.Notices.Webhooks;

namespace Holdfast.Portal.Tests.Notices;

public sealed class WebhookRulesTests
{
    /// <summary>The vector that the Standard Webhooks specification publishes.</summary>
    [Fact]
    public void Of_VectorOfTheSpecification_IsItsSignature() =>
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookSignature.Of(
                WebhookSecret.Key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}"
            )
        );

    [Theory]
    [InlineData("https://hooks.example.org/a?b=c", true)]
    [InlineData("https://10.0.0.7:8443/", true)]
    [InlineData("http://localhost:9000/x", true)]
    [InlineData("http://127.0.0.1/x", true)]
    [InlineData("http://[::1]:80/", true)]
    [InlineData("http://hooks.example.org/", false)]
    [InlineData("http://127.0.0.1.example.org/", false)]
    [InlineData("ftp://hooks.example.org/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("https://user:pass@hooks.example.org/", false)]
    [InlineData("https://hooks.example.org/#part", false)]
    [InlineData("https://hooks.example.org/a b", false)]
    [InlineData("hooks.example.org", false)]
    [InlineData("", false)]
    public void Read_OnlyHttpsOrThisMachine(string text, bool isGood) =>
        Assert.Equal(isGood, WebhookTarget.Read(text, "url").Succeeded);

    [Theory]
    [InlineData("192.0.2.1", false, true)]
    [InlineData("10.1.2.3", false, true)]
    [InlineData("fd00::1", false, true)]
    [InlineData("127.0.0.1", true, true)]
    [InlineData("::1", true, true)]
    [InlineData("10.1.2.3", true, false)]
    [InlineData("169.254.169.254", false, false)]
    [InlineData("169.254.0.1", false, false)]
    [InlineData("::ffff:169.254.169.254", false, false)]
    [InlineData("64:ff9b::169.254.169.254", false, false)]
    [InlineData("fe80::1", false, false)]
    [InlineData("fd00:ec2::254", false, false)]
    [InlineData("100.100.100.200", false, false)]
    [InlineData("0.0.0.0", false, false)]
    [InlineData("::", false, false)]
    [InlineData("224.0.0.18", false, false)]
    [InlineData("255.255.255.255", false, false)]
    [InlineData("ff02::1", false, false)]
    public void MayGoTo_NotWhereOnlyThisMachineMay(string address, bool isPlain, bool may) =>
        Assert.Equal(may, WebhookTarget.MayGoTo(IPAddress.Parse(address), isPlain));

    [Theory]
    [InlineData("0123456789abcdef", true)]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("0123456789abcde", false)]
    [InlineData("0123456789 abcdef", false)]
    [InlineData("whsec_AAAA", false)]
    [InlineData("whsec_not-base64-at-all!", false)]
    public void Check_Secret(string text, bool isGood) =>
        Assert.Equal(isGood, WebhookSecret.Check(text, "secret") is null);
}
