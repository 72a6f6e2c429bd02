using System.Net;
using Holdfast.Data;
using Holdfast.Data.Notices;
using Holdfast.Portal.Notices.Smtp;
using Holdfast.Portal.Tests.Notices.Peers;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing;

namespace Holdfast.Portal.Tests.Features.Notices;

/// <summary>The administration of notices at a running portal, and from the side of people who may not use it.</summary>
public sealed class NoticeApiTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Settings = "/notices/settings";
    private const string Secret = "never-to-be-seen-again";

    [Fact]
    public async Task Settings_SecretsGoInAndNeverOut()
    {
        using var mail = await portal.SendAsync(
            HttpMethod.Put,
            $"{Settings}/mail",
            $$"""{"host":"mail.example.org","user":"vpn","password":"{{Secret}}","sender":"Holdfast <vpn@example.org>"}"""
        );
        Assert.Equal(HttpStatusCode.NoContent, mail.StatusCode);
        await portal.DoAsync(
            HttpMethod.Post,
            "/notices/webhooks",
            $$"""{"url":"https://hooks.example.org/x","secret":"{{Secret}}","kinds":["node.down"]}"""
        );
        var shown = await portal.GetAsync(Settings);

        Assert.Equal(587, shown["mail"]!["port"]!.GetValue<int>());
        Assert.True(shown["mail"]!["hasPassword"]!.GetValue<bool>());
        Assert.Equal("https://hooks.example.org/x", shown["webhooks"]!.AsArray()[^1]!["url"]!.GetValue<string>());
        Assert.DoesNotContain(Secret, shown.ToJsonString(), StringComparison.Ordinal);
        var log = (await portal.GetAsync("/audit")).ToJsonString();
        Assert.Contains("notice.mail", log, StringComparison.Ordinal);
        Assert.Contains("notice.webhook", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, log, StringComparison.Ordinal);
        using var app = portal.NewApp();
        await app.SignInAsync(await AddAdministratorAsync());
        Assert.DoesNotContain(Secret, await app.Http.GetStringAsync("/admin/notices"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "PUT",
        "/notices/settings/mail",
        """{"host":"a b","port":0,"security":"none","password":"x","sender":"x"}""",
        "HF-2103 host,HF-2104 port,HF-2107 user,HF-2106 sender"
    )]
    [InlineData(
        "PUT",
        "/notices/settings/mail",
        """{"host":"mail.example.org","security":"none","sender":"a@example.org"}""",
        "HF-2105 security"
    )]
    [InlineData(
        "PATCH",
        "/notices/settings",
        """{"administrators":["a@example.org","b"],"administratorKinds":["person.new-app"],"personKinds":["x"]}""",
        "HF-2106 administrators[1],HF-2108 administratorKinds[0],HF-2108 personKinds[0]"
    )]
    [InlineData(
        "POST",
        "/notices/webhooks",
        """{"url":"http://hooks.example.org/","secret":"short","kinds":["x"]}""",
        "HF-2110 url,HF-2111 secret,HF-2108 kinds[0]"
    )]
    [InlineData(
        "POST",
        "/notices/test",
        """{"to":"nobody","mail":{"host":"","sender":""}}""",
        "HF-2103 host,HF-2106 sender,HF-2106 to"
    )]
    public async Task Mistakes_AreSaidAllAtOnce(string method, string path, string body, string problems)
    {
        using var answer = await portal.SendAsync(new HttpMethod(method), path, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(problems.Split(','), await AdminCalls.ProblemsAsync(answer));
    }

    [Fact]
    public async Task Test_BeforeSaving_SaysStepByStep()
    {
        await using var server = new MailServer(TestCertificates.For("localhost"), SmtpSecurity.None);
        var answer = await portal.DoAsync(
            HttpMethod.Post,
            "/notices/test",
            $$"""{"to":"me@example.org","mail":{"host":"localhost","port":{{server.Port}},"security":"none","sender":"vpn@example.org"} }"""
        );

        Assert.True(answer["delivered"]!.GetValue<bool>(), answer.ToJsonString());
        Assert.Equal("The message is accepted", answer["steps"]!.AsArray()[^1]!.GetValue<string>());
        Assert.Contains("This is a test.", MailText.Body(Assert.Single(server.Mails)), StringComparison.Ordinal);
        var refused = await portal.DoAsync(
            HttpMethod.Post,
            "/notices/test",
            $$"""{"to":"nobody@example.org","mail":{"host":"localhost","port":{{server.Port}},"security":"none","sender":"vpn@example.org"} }"""
        );
        Assert.Equal("HF-2128", refused["problem"]!.GetValue<string>());
        Assert.Contains("550 5.1.1 no such user", refused["why"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ShowsWhatFailed_AndRetryBeginsAnew()
    {
        var delivery = new NoticeDelivery
        {
            Id = Guid.CreateVersion7(),
            MessageId = Guid.CreateVersion7(),
            At = portal.Clock.GetUtcNow(),
            Kind = "node.down",
            Channel = DeliveryChannel.Mail,
            Target = "admin@example.org",
            State = DeliveryState.GivenUp,
            DueSince = portal.Clock.GetUtcNow(),
            NextTryAt = portal.Clock.GetUtcNow(),
            EndedAt = portal.Clock.GetUtcNow(),
            Answer = "HF-2121 nobody answered",
        };
        await portal.Database.WriteAsync(
            async unit =>
            {
                await new Stores().NoticeDeliveries.AddAsync(unit, delivery);
                return true;
            },
            TestContext.Current.CancellationToken
        );
        var shown = (await portal.GetAsync("/notices?failed=true"))["items"]!
            .AsArray()
            .Single(one => one!["id"]!.GetValue<Guid>() == delivery.Id)!;
        using var retried = await portal.SendAsync(HttpMethod.Post, $"/notices/{delivery.Id}/retry", "");
        using var unknown = await portal.SendAsync(HttpMethod.Post, $"/notices/{Guid.CreateVersion7()}/retry", "");

        Assert.Equal("given-up", shown["state"]!.GetValue<string>());
        Assert.Equal("mail", shown["channel"]!.GetValue<string>());
        Assert.Equal("HF-2121 nobody answered", shown["answer"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NoContent, retried.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.NotNull(await portal.AuditAsync("notice.retry"));
    }

    [Theory]
    [InlineData("/admin/notices", "Mail")]
    [InlineData("/admin/notices", "NoMail")]
    [InlineData("/admin/notices", "Test")]
    [InlineData("/admin/notices", "Choose")]
    [InlineData("/admin/notices", "Retry")]
    [InlineData("/admin/notices/webhooks/new", "")]
    [InlineData("/admin/notices/webhooks/new", "Test")]
    [InlineData("/admin/notices/webhooks/0198c0de-0000-7000-8000-000000000001", "Remove")]
    public async Task Do_NotAnAdministrator_IsRefused(string page, string handler)
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        var before = (await portal.GetAsync(Settings)).ToJsonString();
        using var answer = await app.PostAsync(
            $"{page}?handler={handler}",
            await app.Http.GetStringAsync("/"),
            ("host", "evil.example.org"),
            ("url", "https://evil.example.org/"),
            ("secret", "0123456789abcdef"),
            ("sender", "a@example.org"),
            ("to", "a@example.org")
        );

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(before, (await portal.GetAsync(Settings)).ToJsonString());
    }

    private async Task<string> AddAdministratorAsync()
    {
        var name = await portal.AddUserAsync();
        await portal.DoAsync(HttpMethod.Patch, $"/users/{name}", """{"role":"administrator"}""");
        return name;
    }
}
