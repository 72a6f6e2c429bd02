using System.Security.Cryptography.X509Certificates;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Notices.Webhooks;
using Holdfast.Portal.Tests.Notices.Peers;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing;

namespace Holdfast.Portal.Tests.Notices;

public sealed class WebhookSenderTests : IDisposable
{
    private const string Secret = "0123456789abcdef0123";

    private readonly X509Certificate2 _certificate = TestCertificates.For("localhost");

    public void Dispose() => _certificate.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_Receiver_GetsItSigned(bool withTls)
    {
        await using var receiver = await Receiver.StartAsync(withTls ? _certificate : null);
        var result = await SendAsync(AddressOf(receiver));

        Assert.True(result.Delivered, $"{result.Problem}");
        var call = Assert.Single(receiver.Calls);
        Assert.Equal(("/hook", "{\"a\":1}"), (call.Path, call.Body));
        Assert.Equal("id-1", call.Headers["webhook-id"]);
        var timestamp = long.Parse(call.Headers["webhook-timestamp"], provider: null);
        Assert.Equal(
            WebhookSignature.Of(WebhookSecret.Key(Secret), "id-1", timestamp, call.Body),
            call.Headers["webhook-signature"]
        );
        Assert.StartsWith("application/json", call.Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "HF-2144", false)]
    [InlineData(404, "HF-2144", false)]
    [InlineData(410, "HF-2144", true)]
    [InlineData(302, "HF-2145", false)]
    public async Task SendAsync_OtherStatus_IsAFailureWithTheFirstWords(int status, string problem, bool isFinal)
    {
        await using var receiver = await Receiver.StartAsync();
        (receiver.Status, receiver.Answer) = (status, "no\nroom" + new string('x', 10_000));
        var result = await SendAsync(AddressOf(receiver));

        Assert.Equal((problem, isFinal), (result.Problem?.Id, result.IsFinal));
        Assert.InRange(result.Problem!.Detail.Length, 3, 400);
        Assert.Single(receiver.Calls);
    }

    [Fact]
    public async Task SendAsync_CertificateNotTrusted_SaysWhy()
    {
        await using var receiver = await Receiver.StartAsync(_certificate);
        var sender = new WebhookSender(Trust.Machine, TimeProvider.System);
        var result = await sender.SendAsync(AddressOf(receiver), WebhookSecret.Key(Secret), "id-1", "{}", Cancel);

        Assert.Equal("HF-2143", result.Problem?.Id);
        Assert.Empty(receiver.Calls);
    }

    [Theory]
    [InlineData("https://169.254.169.254/latest/meta-data", "HF-2146")]
    [InlineData("https://[fe80::1]/", "HF-2146")]
    [InlineData("http://10.0.0.1/", "HF-2146")]
    [InlineData("https://hooks.invalid/", "HF-2140")]
    public async Task SendAsync_WhereNobodyMayGo_IsRefusedBeforeItIsConnected(string address, string problem) =>
        Assert.Equal(problem, (await SendAsync(new Uri(address))).Problem?.Id);

    [Fact]
    public async Task SendAsync_NobodyListens_SaysSo() =>
        Assert.Equal("HF-2141", (await SendAsync(new Uri($"http://127.0.0.1:{FreePort.Next()}/"))).Problem?.Id);

    [Fact]
    public async Task SendAsync_MailServer_IsNoWebServer()
    {
        await using var server = new MailServer(_certificate, Portal.Notices.Smtp.SmtpSecurity.None);

        Assert.Equal("HF-2147", (await SendAsync(new Uri($"http://127.0.0.1:{server.Port}/"))).Problem?.Id);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Uri AddressOf(Receiver receiver) =>
        new UriBuilder(receiver.Address) { Host = "localhost", Path = "/hook" }.Uri;

    private Task<SendResult> SendAsync(Uri address) =>
        new WebhookSender(new Trust([_certificate]), TimeProvider.System).SendAsync(
            address,
            WebhookSecret.Key(Secret),
            "id-1",
            "{\"a\":1}",
            Cancel
        );
}
