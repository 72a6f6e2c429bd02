using System.Net;
using System.Text;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Tests.Apps;

public sealed class AppConfigurationTests
{
    private const string Expires = "Fri, 06 Aug 2027 03:59:59 GMT";
    private const string Text = """
        [Interface]
        Address = 10.61.2.9/16,fd61::209/64

        [Peer]
        PublicKey = abc
        Endpoint = vpn.example.org:51820
        """;

    private static readonly WireGuardKeys Keys = new("private", "public");

    [Fact]
    public void From_AGoodAnswer_ReadsIt()
    {
        var configuration = AppConfiguration.From(Answer(200, AppConfiguration.WireGuard, Expires), Keys);

        Assert.Equal(new DateTimeOffset(2027, 8, 6, 3, 59, 59, TimeSpan.Zero), configuration.Expires);
        Assert.Equal("vpn.example.org:51820", configuration.Line("Endpoint"));
        Assert.Equal(IPAddress.Parse("10.61.0.1"), configuration.Gateway4);
        Assert.Equal(IPAddress.Parse("fd61::209"), configuration.Addresses[1]);
        Assert.Contains(
            "[Interface]\nPrivateKey = private\nAddress",
            configuration.TextWithKey,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("application/x-wireguard-profile; charset=utf-8")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public void From_AnotherContentType_IsRefusedAsTheRealLibraryDoes(string? contentType) =>
        Assert.Throws<LabException>(() => AppConfiguration.From(Answer(200, contentType, Expires), Keys));

    [Fact]
    public void From_AnAnswerWithoutExpires_IsRefused() =>
        Assert.Throws<LabException>(() => AppConfiguration.From(Answer(200, AppConfiguration.OpenVpn, null), Keys));

    [Theory]
    [InlineData("2027-08-06T03:59:59Z")]
    [InlineData("Fri, 06 Aug 2027 03:59:59 +0000")]
    public void From_AnotherFormOfTime_IsRefused(string expires) =>
        Assert.Throws<FormatException>(() =>
            AppConfiguration.From(Answer(200, AppConfiguration.OpenVpn, expires), Keys)
        );

    [Fact]
    public void From_AnError_TellsTheAnswer()
    {
        var failure = Assert.Throws<LabException>(() =>
            AppConfiguration.From(Answer(406, "application/json", null), Keys)
        );

        Assert.Contains("406", failure.Message, StringComparison.Ordinal);
    }

    private static HttpAnswer Answer(int status, string? contentType, string? expires)
    {
        var headers = new[] { ("Content-Type", contentType), ("Expires", expires) };
        return new HttpAnswer(
            status,
            headers.Where(header => header.Item2 is not null).Select(header => (header.Item1, header.Item2!)).ToList(),
            Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))
        );
    }
}
