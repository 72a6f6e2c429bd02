using Holdfast.Portal.Notices;
using Holdfast.Portal.Notices.Mail;
using Holdfast.Portal.Notices.Smtp;
using Holdfast.Portal.Tests.Notices.Peers;
using Holdfast.Testing;

namespace Holdfast.Portal.Tests.Notices;

/// <summary>A mail server that we did not write.</summary>
public sealed class AiosmtpdTests
{
    [Fact]
    public async Task SendAsync_RealServer_TakesAndUnderstandsTheMail()
    {
        using var certificate = TestCertificates.For("localhost");
        await using var server = await Aiosmtpd.StartAsync(certificate);
        var sender = new SmtpSender(new Trust([certificate]), TimeProvider.System);
        var letter = new SmtpLetter
        {
            Greeting = "vpn.example.org",
            Security = SmtpSecurity.Starttls,
            User = "holdfast",
            Password = "pass word ü",
            Sender = "vpn@example.org",
            Recipient = "admin@example.org",
            Content = MailContent.Write(
                new("Zürich, VPN", "vpn@example.org"),
                "admin@example.org",
                "Knoten „nord“ ist weg: 日本語のとても長い題名がここにありますので",
                ".first\n..second\nEnde ✓\n",
                Guid.CreateVersion7(),
                "example.org",
                TimeProvider.System.GetUtcNow()
            ),
        };
        var result = await sender.SendAsync("localhost", server.Port, letter, TestContext.Current.CancellationToken);
        var refused = await sender.SendAsync(
            "localhost",
            server.Port,
            letter with
            {
                Password = "wrong",
            },
            TestContext.Current.CancellationToken
        );

        Assert.True(result.Delivered, $"{result.Problem}");
        Assert.Equal("250 taken", result.Answer);
        Assert.Equal(
            "vpn@example.org\nadmin@example.org\nholdfast\nKnoten „nord“ ist weg: 日本語のとても長い題名がここにありますので\n"
                + "\"Zürich, VPN\" <vpn@example.org>\n.first\n..second\nEnde ✓\n",
            Assert.Single(server.Mails).ReplaceLineEndings("\n")
        );
        Assert.Equal("HF-2126", refused.Problem?.Id);
    }
}
