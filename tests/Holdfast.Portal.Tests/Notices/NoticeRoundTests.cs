using System.Text.Json.Nodes;
using Holdfast.Data;
using Holdfast.Data.Notices;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Notices.Delivery;
using Holdfast.Portal.Notices.Settings;
using Holdfast.Portal.Notices.Smtp;
using Holdfast.Portal.Tests.Notices.Peers;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Holdfast.Portal.Tests.Notices;

/// <summary>Two portals that are never started, so that notices are delivered only when the test says so, to real peers.</summary>
public abstract class NoticeRoundTests(DatabaseKind kind) : IAsyncLifetime
{
    private IdlePortals _portals = null!;
    private MailServer _mail = null!;
    private Receiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _portals = await IdlePortals.CreateAsync(kind);
        _mail = new MailServer(TestCertificates.For("localhost"), SmtpSecurity.None);
        _receiver = await Receiver.StartAsync();
        await ChooseAsync("admin@example.org");
        Assert.Empty(
            await Book.SetMailAsync(
                new()
                {
                    Host = "localhost",
                    Port = _mail.Port,
                    Security = SmtpSecurity.None,
                    Sender = "Holdfast <vpn@example.org>",
                },
                Actor.Holdfast,
                Cancel
            )
        );
        Assert.Empty(
            await Book.SetWebhookAsync(
                Guid.CreateVersion7(),
                isNew: true,
                new()
                {
                    Url = $"http://localhost:{_receiver.Address.Port}/hook",
                    Secret = "0123456789abcdef",
                    Kinds = [NoticeKinds.NodeDown.Name],
                },
                Actor.Holdfast,
                Cancel
            )
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _mail.DisposeAsync();
        await _receiver.DisposeAsync();
        await _portals.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task RunAsync_OneNotice_IsMailedAndPostedOnceWhicheverPortalRuns()
    {
        await AddAsync("node-7");
        await RoundsAsync();
        Assert.Empty(_mail.Mails);
        _portals.Clock.PutForward(GatheringRules.Window);
        await RoundsAsync();

        var mail = Assert.Single(_mail.Mails);
        Assert.Equal("Holdfast: node-7: A node is not reached", MailText.Header(mail, "Subject"));
        Assert.Contains("node-7 is away.", MailText.Body(mail), StringComparison.Ordinal);
        Assert.Contains("https://localhost:8443/admin/nodes", MailText.Body(mail), StringComparison.Ordinal);
        var body = JsonNode.Parse(Assert.Single(_receiver.Calls).Body)!;
        Assert.Equal("node.down", body["type"]!.GetValue<string>());
        Assert.Equal("node-7", body["notices"]![0]!["subject"]!.GetValue<string>());
        Assert.All(await DeliveriesAsync(), one => Assert.Equal(DeliveryState.Delivered, one.State));
    }

    [Fact]
    public async Task RunAsync_HundredNodesFlap_OneMailSaysSo()
    {
        for (var node = 0; node < 100; node++)
        {
            await AddAsync($"node-{node}");
        }

        _portals.Clock.PutForward(GatheringRules.Window);
        await RoundsAsync();
        await AddAsync("node-0");
        _portals.Clock.PutForward(GatheringRules.Window);
        await RoundsAsync();

        var mail = Assert.Single(_mail.Mails);
        Assert.Equal("Holdfast: A node is not reached (100 notices)", MailText.Header(mail, "Subject"));
        Assert.Contains("… and 50 more.", MailText.Body(mail), StringComparison.Ordinal);
        _portals.Clock.PutForward(GatheringRules.Gap);
        await RoundsAsync();
        Assert.Equal(2, _mail.Mails.Count);
    }

    [Fact]
    public async Task RunAsync_ServerIsBusy_IsTriedAgainUnderTheSameId()
    {
        _mail.Busy = 2;
        _receiver.Status = 503;
        await AddAsync("node-7");
        _portals.Clock.PutForward(GatheringRules.Window);
        await RoundsAsync();
        var failed = await DeliveriesAsync();
        Assert.Equal(2, failed.Count);
        Assert.All(failed, one => Assert.Equal((DeliveryState.Waiting, 1), (one.State, one.Attempts)));
        Assert.All(failed, one => Assert.Contains("HF-21", one.Answer, StringComparison.Ordinal));
        await RoundsAsync();
        Assert.Single(_receiver.Calls);

        _portals.Clock.PutForward(TimeSpan.FromSeconds(30));
        await RoundsAsync();
        _receiver.Status = 200;
        _portals.Clock.PutForward(TimeSpan.FromSeconds(60));
        await RoundsAsync();

        Assert.Equal(3, _receiver.Calls.Count);
        Assert.Single(_receiver.Calls.Select(call => call.Headers["webhook-id"]).Distinct());
        Assert.Single(_mail.Mails);
        Assert.All(await DeliveriesAsync(), one => Assert.Equal(DeliveryState.Delivered, one.State));
    }

    [Fact]
    public async Task RunAsync_NobodyTakesItForADay_IsGivenUp_AndTriedAgainWhenAsked()
    {
        (_mail.Busy, _receiver.Status) = (int.MaxValue, 500);
        await AddAsync("node-7");
        _portals.Clock.PutForward(GatheringRules.Window);
        for (var hour = 0; hour < 26; hour++)
        {
            await RoundsAsync();
            _portals.Clock.PutForward(TimeSpan.FromHours(1));
        }

        var givenUp = await DeliveriesAsync();
        Assert.All(givenUp, one => Assert.Equal(DeliveryState.GivenUp, one.State));
        (_mail.Busy, _receiver.Status) = (0, 200);
        await RoundsAsync();
        Assert.Empty(_mail.Mails);

        foreach (var one in givenUp)
        {
            await _portals.Database.WriteAsync(
                unit => _portals.Stores.NoticeDeliveries.RetryAsync(unit, one.Id, _portals.Clock.GetUtcNow()),
                Cancel
            );
        }

        await RoundsAsync();
        Assert.Single(_mail.Mails);
        Assert.All(await DeliveriesAsync(), one => Assert.Equal(DeliveryState.Delivered, one.State));
    }

    [Fact]
    public async Task RunAsync_OneRecipientIsRefused_TheOtherIsTold()
    {
        await ChooseAsync("nobody@example.org", "admin@example.org");
        await AddAsync("node-7");
        _portals.Clock.PutForward(GatheringRules.Window);
        await RoundsAsync();

        Assert.Equal("admin@example.org", MailText.Header(Assert.Single(_mail.Mails), "To"));
        var refused = (await DeliveriesAsync()).Single(one => one.Target == "nobody@example.org");
        Assert.Equal(DeliveryState.GivenUp, refused.State);
        Assert.Contains("550 5.1.1 no such user", refused.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NobodyWantsIt_IsForgotten()
    {
        await ChooseAsync();
        await AddAsync("node-7", NoticeKinds.ClockOff);
        _portals.Clock.PutForward(GatheringRules.Window);
        await RoundsAsync();

        Assert.Empty(await DeliveriesAsync());
        Assert.Empty(await _portals.Database.ReadAsync(unit => _portals.Stores.Notices.PendingAsync(unit, 10), Cancel));
    }

    [Fact]
    public async Task Secrets_InTheDatabase_AreSealed_AndGoWithWhatTheyBelongTo()
    {
        await Book.SetMailAsync(
            new()
            {
                Host = "mail.example.org",
                User = "vpn",
                Password = "do-not-tell-anybody",
                Sender = "vpn@example.org",
            },
            Actor.Holdfast,
            Cancel
        );
        var document = await _portals.Database.ReadAsync(
            unit => _portals.Stores.Settings.FindAsync(unit, NoticeSettingsBook.Key),
            Cancel
        );
        Assert.DoesNotContain("do-not-tell", document!, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", document!, StringComparison.Ordinal);
        var mail = (await Book.ReadAsync(Cancel)).Mail!;
        Assert.Equal("do-not-tell-anybody", await Book.PasswordAsync(mail, Cancel));

        // Another server is not told the password that was meant for the first.
        var problems = await Book.SetMailAsync(
            new()
            {
                Host = "evil.example.org",
                User = "vpn",
                Sender = "vpn@example.org",
            },
            Actor.Holdfast,
            Cancel
        );
        Assert.Equal(["HF-2107"], problems.Select(problem => problem.Id));
        await Book.SetMailAsync(null, Actor.Holdfast, Cancel);
        Assert.Null(
            await _portals.Database.ReadAsync(
                unit => _portals.Stores.Secrets.FindAsync(unit, mail.PasswordName!),
                Cancel
            )
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private NoticeSettingsBook Book => _portals.First.Services.GetRequiredService<NoticeSettingsBook>();

    private async Task ChooseAsync(params string[] administrators) =>
        Assert.Empty(await Book.ChooseAsync(new() { Administrators = administrators }, Actor.Holdfast, Cancel));

    private Task AddAsync(string subject, NoticeKind? what = null) =>
        _portals.Database.WriteAsync(
            async unit =>
            {
                var book = _portals.Second.Services.GetRequiredService<NoticeBook>();
                await book.ToAdministratorsAsync(unit, what ?? NoticeKinds.NodeDown, subject, $"{subject} is away.");
                return true;
            },
            Cancel
        );

    /// <summary>Both at once, and more than once.</summary>
    private Task RoundsAsync() =>
        Task.WhenAll(Enumerable.Range(0, 6).Select(i => RoundOf(_portals.InTurn(i)).RunAsync(Cancel)));

    private static NoticeRound RoundOf(WebApplication portal) =>
        portal.Services.GetServices<IHostedService>().OfType<NoticeRound>().Single();

    private Task<IReadOnlyList<NoticeDelivery>> DeliveriesAsync() =>
        _portals.Database.ReadAsync(
            unit => _portals.Stores.NoticeDeliveries.ListAsync(unit, onlyFailed: false, before: null, 100),
            Cancel
        );
}

public sealed class NoticeRoundSqliteTests() : NoticeRoundTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class NoticeRoundPostgresTests() : NoticeRoundTests(DatabaseKind.Postgres);
