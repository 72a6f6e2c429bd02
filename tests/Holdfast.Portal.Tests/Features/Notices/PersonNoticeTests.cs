using System.Net;
using Holdfast.Data;
using Holdfast.Data.Notices;
using Holdfast.Portal.Notices.Delivery;
using Holdfast.Portal.Notices.Smtp;
using Holdfast.Portal.Tests.Notices.Peers;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing;
using Holdfast.Testing.Waiting;

namespace Holdfast.Portal.Tests.Features.Notices;

/// <summary>What people are told about their own accounts, from the deed to the mail.</summary>
public sealed class PersonNoticeTests : IAsyncLifetime
{
    private const string Address = "ada@example.org";

    private readonly RunningPortal _portal = new();
    private readonly MailServer _mail = new(TestCertificates.For("localhost"), SmtpSecurity.None);

    public async ValueTask InitializeAsync()
    {
        await _portal.InitializeAsync();
        using var set = await _portal.SendAsync(
            HttpMethod.Put,
            "/notices/settings/mail",
            $$"""{"host":"localhost","port":{{_mail.Port}},"security":"none","sender":"vpn@example.org"}"""
        );
        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task Deeds_OfOnesOwnAccount_AreMailed()
    {
        var name = await _portal.AddUserAsync();
        await _portal.DoAsync(HttpMethod.Patch, $"/users/{name}", $$"""{"mailAddress":"{{Address}}"}""");
        using var app = _portal.NewApp();
        await app.SignInAsync(name);
        await app.ApproveAsync();
        using var device = await app.PostAsync(
            "/devices/new/default",
            await app.Http.GetStringAsync("/devices/new/default"),
            ("name", "Laptop")
        );
        Assert.True(device.IsSuccessStatusCode);
        await _portal.DoAsync(HttpMethod.Patch, $"/users/{name}", """{"password":"another correct horse"}""");
        await UntilMailedAsync(3);

        Assert.Equal(
            [
                "Holdfast: A new device was set up",
                "Holdfast: An app was approved",
                "Holdfast: Your password was changed",
            ],
            _mail.Mails.Select(mail => MailText.Header(mail, "Subject")).Order(StringComparer.Ordinal)
        );
        Assert.All(_mail.Mails, mail => Assert.Equal(Address, MailText.Header(mail, "To")));
        Assert.Contains(
            _mail.Mails,
            mail => MailText.Body(mail).Contains("“Laptop” was set up", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task MailAddress_OwnPage_NeedsThePassword_AndTheOldAddressIsTold()
    {
        var name = await _portal.AddUserAsync();
        await _portal.DoAsync(HttpMethod.Patch, $"/users/{name}", $$"""{"mailAddress":"{{Address}}"}""");
        using var app = _portal.NewApp();
        await app.SignInAsync(name);
        using var refused = await ChangeAsync(app, "thief@example.org", "wrong password");
        Assert.Equal(Address, (await _portal.GetAsync($"/users/{name}"))["mailAddress"]!.GetValue<string>());
        using var done = await ChangeAsync(app, "new@example.org", TestApp.Password);
        Assert.Equal("new@example.org", (await _portal.GetAsync($"/users/{name}"))["mailAddress"]!.GetValue<string>());
        await UntilMailedAsync(1);

        Assert.NotEqual(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(Address, MailText.Header(_mail.Mails[0], "To"));
        Assert.NotNull(await _portal.AuditAsync("mail-address.change"));
    }

    [Fact]
    public async Task MailAddress_BadOne_IsRefusedEverywhere()
    {
        var name = await _portal.AddUserAsync();
        using var changed = await _portal.SendAsync(
            HttpMethod.Patch,
            $"/users/{name}",
            """{"mailAddress":"x\r\nBcc: y"}"""
        );
        using var added = await _portal.SendAsync(
            HttpMethod.Post,
            "/users",
            """{"name":"eve","mailAddress":"nobody"}"""
        );

        Assert.Equal(["HF-2106 mailAddress"], await AdminCalls.ProblemsAsync(changed));
        Assert.Equal(["HF-2106 mailAddress"], await AdminCalls.ProblemsAsync(added));
    }

    [Fact]
    public async Task DeviceThatDoesNotComeToBe_NobodyIsTold()
    {
        var id = Guid.CreateVersion7();
        var stores = new Stores();
        var notice = new Notice
        {
            Id = id,
            At = _portal.Clock.GetUtcNow(),
            Kind = "person.new-device",
            Subject = "ada",
            Text = "x",
            Recipient = Address,
        };
        await _portal.Database.WriteAsync(unit => stores.Notices.AddAsync(unit, notice), Cancel);
        Assert.True(await _portal.Database.WriteAsync(unit => stores.Notices.WithdrawAsync(unit, id), Cancel));
        Assert.Empty(await _portal.Database.ReadAsync(unit => stores.Notices.PendingAsync(unit, 10), Cancel));
    }

    [Fact]
    public async Task ManyFailedSignIns_AdministratorsAreToldOnce()
    {
        using var chosen = await _portal.SendAsync(
            HttpMethod.Patch,
            "/notices/settings",
            """{"administrators":["admin@example.org"]}"""
        );
        var name = await _portal.AddUserAsync();
        using var app = _portal.NewApp();
        for (var attempt = 0; attempt < 20; attempt++)
        {
            using var answer = await app.PostAsync(
                "/sign-in",
                await app.Http.GetStringAsync("/sign-in"),
                ("userName", name),
                ("userPass", "wrong")
            );
            _portal.Clock.PutForward(TimeSpan.FromMinutes(16));
        }

        await UntilMailedAsync(1);
        Assert.Contains(
            $"{name}: 15 failed sign-ins",
            MailText.Body(Assert.Single(_mail.Mails)),
            StringComparison.Ordinal
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<HttpResponseMessage> ChangeAsync(TestApp app, string address, string password) =>
        await app.PostAsync(
            "/account?handler=MailAddress",
            await app.Http.GetStringAsync("/account"),
            ("mailAddress", address),
            ("passwordForMail", password)
        );

    /// <summary>The portal itself delivers; only its time of day is put forward, past what notices wait for others.</summary>
    private Task UntilMailedAsync(int count)
    {
        _portal.Clock.PutForward(GatheringRules.Window);
        return Eventually.TrueAsync($"{count} mails", () => _mail.Mails.Count >= count);
    }
}
