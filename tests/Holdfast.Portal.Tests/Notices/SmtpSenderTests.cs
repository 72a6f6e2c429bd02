using System.Security.Cryptography.X509Certificates;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Notices.Smtp;
using Holdfast.Portal.Tests.Notices.Peers;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing;
using Holdfast.Testing.Waiting;

namespace Holdfast.Portal.Tests.Notices;

/// <summary>With a server at the other end, over real sockets and TLS.</summary>
public sealed class SmtpSenderTests : IDisposable
{
    private readonly X509Certificate2 _certificate = TestCertificates.For("localhost");

    public void Dispose() => _certificate.Dispose();

    [Theory]
    [InlineData(SmtpSecurity.Starttls)]
    [InlineData(SmtpSecurity.Tls)]
    [InlineData(SmtpSecurity.None)]
    public async Task SendAsync_EachKindOfEncryption_IsTaken(SmtpSecurity security)
    {
        await using var server = new MailServer(_certificate, security);
        var result = await SendAsync(server, Letter(security) with { Content = "Subject: x\r\n\r\n.\r\n..\r\n" });

        Assert.True(result.Delivered, $"{result.Problem}");
        Assert.Equal(["Subject: x\n\n.\n..\n"], server.Mails);
        Assert.Equal("250 2.0.0 queued", result.Answer);
        Assert.Equal(security != SmtpSecurity.None, result.Steps.Contains("The connection is encrypted"));
        Assert.Equal("The message is accepted", result.Steps[^1]);
    }

    [Fact]
    public async Task SendAsync_StarttlsTakenOut_NothingIsSaid()
    {
        await using var server = new MailServer(_certificate, SmtpSecurity.Starttls) { HidesStarttls = true };

        await RefusedAsync("HF-2124", server);
    }

    [Fact]
    public async Task SendAsync_MoreBehindStarttls_IsRefused()
    {
        await using var server = new MailServer(_certificate, SmtpSecurity.Starttls) { Injects = true };

        await RefusedAsync("HF-2131", server);
    }

    [Fact]
    public async Task SendAsync_CertificateForAnotherName_IsRefusedAndSaysSo()
    {
        using var other = TestCertificates.For("mail.example.org");
        await using var server = new MailServer(other, SmtpSecurity.Starttls);
        var result = await new SmtpSender(new Trust([other]), TimeProvider.System).SendAsync(
            "localhost",
            server.Port,
            Letter(SmtpSecurity.Starttls),
            Cancel
        );

        Assert.Equal("HF-2123", result.Problem?.Id);
        Assert.Contains(
            "not for localhost but for CN=mail.example.org",
            result.Problem!.Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task SendAsync_AuthorityThatNobodyKnows_IsRefused()
    {
        await using var server = new MailServer(_certificate, SmtpSecurity.Tls);
        var sender = new SmtpSender(Trust.Machine, TimeProvider.System);

        Assert.Equal(
            "HF-2123",
            (await sender.SendAsync("localhost", server.Port, Letter(SmtpSecurity.Tls), Cancel)).Problem?.Id
        );
    }

    [Fact]
    public async Task SendAsync_WrongPassword_SaysWhatTheServerSays()
    {
        await using var server = new MailServer(_certificate, SmtpSecurity.Starttls);
        var result = await SendAsync(server, Letter(SmtpSecurity.Starttls) with { Password = "other" });

        Assert.Equal("HF-2126", result.Problem?.Id);
        Assert.Equal("535 5.7.8 wrong password", result.Problem!.Detail);
        Assert.DoesNotContain("other", string.Join(' ', result.Steps) + result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_RecipientUnknown_IsFinal()
    {
        await using var server = new MailServer(_certificate, SmtpSecurity.Starttls);
        var result = await SendAsync(server, Letter(SmtpSecurity.Starttls) with { Recipient = "nobody@example.org" });

        Assert.Equal(("HF-2128", true), (result.Problem?.Id, result.IsFinal));
        Assert.Contains("The sender is accepted", result.Steps);
    }

    [Fact]
    public async Task SendAsync_NobodyListens_SaysSo()
    {
        var result = await Sender().SendAsync("127.0.0.1", FreePort.Next(), Letter(SmtpSecurity.Starttls), Cancel);

        Assert.Equal("HF-2121", result.Problem?.Id);
    }

    [Fact]
    public async Task SendAsync_NameUnknown_SaysSo()
    {
        var result = await Sender().SendAsync("mail.invalid", 25, Letter(SmtpSecurity.Starttls), Cancel);

        Assert.Equal("HF-2120", result.Problem?.Id);
    }

    [Fact]
    public async Task SendAsync_PlainToAnotherMachine_IsRefusedBeforeAnythingIsSaid()
    {
        var result = await Sender().SendAsync("192.0.2.1", 25, Letter(SmtpSecurity.None), Cancel);

        Assert.Equal(("HF-2105", true), (result.Problem?.Id, result.IsFinal));
    }

    [Fact]
    public async Task SendAsync_SilentServer_EndsInTime()
    {
        await using var server = new MailServer(_certificate, SmtpSecurity.Starttls) { IsSilent = true };
        var clock = new TestClock();
        var sending = new SmtpSender(new Trust([_certificate]), clock).SendAsync(
            "localhost",
            server.Port,
            Letter(SmtpSecurity.Starttls),
            Cancel
        );
        await Eventually.TrueAsync(
            "an end",
            () =>
            {
                clock.Advance(SmtpSender.Patience);
                return sending.IsCompleted;
            }
        );

        Assert.Equal("HF-2122", (await sending).Problem?.Id);
    }

    [Fact]
    public async Task SendAsync_WebServer_IsNoMailServer()
    {
        await using var server = await Receiver.StartAsync();
        var result = await Sender().SendAsync("localhost", server.Address.Port, Letter(SmtpSecurity.Tls), Cancel);

        Assert.Equal("HF-2124", result.Problem?.Id);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SmtpSender Sender() => new(new Trust([_certificate]), TimeProvider.System);

    private Task<SendResult> SendAsync(MailServer server, SmtpLetter letter) =>
        Sender().SendAsync("localhost", server.Port, letter, Cancel);

    private async Task RefusedAsync(string problem, MailServer server)
    {
        var result = await SendAsync(server, Letter(SmtpSecurity.Starttls));
        Assert.Equal(problem, result.Problem?.Id);
        Assert.Empty(server.Mails);
    }

    private static SmtpLetter Letter(SmtpSecurity security) =>
        new()
        {
            Greeting = "localhost",
            Security = security,
            User = security == SmtpSecurity.None ? null : MailServer.User,
            Password = security == SmtpSecurity.None ? null : MailServer.Password,
            Sender = "vpn@example.org",
            Recipient = "admin@example.org",
            Content = "Subject: x\r\n\r\nx\r\n",
        };
}
