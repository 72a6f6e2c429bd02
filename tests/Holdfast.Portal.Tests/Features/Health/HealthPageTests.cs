using System.Net;
using Holdfast.Data.Settings;
using Holdfast.Portal.Notices.Settings;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.Health;

/// <summary>Health and first steps of a whole portal.</summary>
public sealed class HealthPageTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Health_OfARunningPortal_NamesEachPartAndTheBackup()
    {
        var before = await portal.GetAsync("/health");
        Assert.Equal("warn", State(before, "Backup"));
        Assert.Equal("good", State(before, "Database"));
        Assert.Equal("good", State(before, "Secrets’ key"));
        Assert.Equal("good", State(before, "Certificate"));
        Assert.Equal("good", State(before, "Database’s clock"));
        Assert.Equal("good", State(before, "Node"));
        Assert.Equal("SQLite answers.", Row(before, "Database")["words"]!.GetValue<string>());
        Assert.Equal(portal.Node.Id, Row(before, "Node")["subject"]!.GetValue<string>());

        using var noted = await portal.Admin.PostAsync("/api/admin/v1/backups", content: null);
        Assert.Equal(HttpStatusCode.NoContent, noted.StatusCode);
        Assert.Equal("good", State(await portal.GetAsync("/health"), "Backup"));
        Assert.NotNull(await portal.AuditAsync("backup.make"));

        using var app = portal.NewApp();
        await app.SignInAsync("admin", portal.AdminPassword);
        var page = await app.Http.GetStringAsync("/admin/health");
        Assert.Contains("System health", page, StringComparison.Ordinal);
        Assert.Contains(portal.Node.Id, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstSteps_OfANewService_AreTickedByTheStateAndCanBePutAway()
    {
        using var app = portal.NewApp();
        await app.SignInAsync("admin", portal.AdminPassword);
        var before = await app.Http.GetStringAsync("/admin");
        Assert.Contains("First steps", before, StringComparison.Ordinal);
        var done = Done(before);
        var settings = (SettingStore)portal.Services.GetService(typeof(SettingStore))!;
        await portal.Database.WriteAsync(
            async unit =>
            {
                await settings.PutAsync(
                    unit,
                    NoticeSettingsBook.Key,
                    """{"mail":{"host":"mail.example.org","port":587,"security":"starttls","sender":"vpn@example.org"}}""",
                    portal.Clock.GetUtcNow()
                );
                return true;
            },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(done + 1, Done(await app.Http.GetStringAsync("/admin")));

        using var away = await app.PostAsync("/admin?handler=PutAway", before);
        Assert.Equal("/admin", away.Headers.Location?.OriginalString);
        Assert.DoesNotContain("First steps", await app.Http.GetStringAsync("/admin"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_NotAnAdministrator_IsRefused()
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        using var answer = await app.Http.GetAsync("/admin/health");
        using var post = await app.PostAsync("/admin?handler=PutAway", await app.Http.GetStringAsync("/"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (answer.StatusCode, post.StatusCode));
    }

    private static int Done(string page) => page.Split(">Done<").Length - 1;

    private static string State(System.Text.Json.Nodes.JsonNode health, string area) => $"{Row(health, area)["state"]}";

    private static System.Text.Json.Nodes.JsonNode Row(System.Text.Json.Nodes.JsonNode health, string area) =>
        health["items"]!.AsArray().First(row => $"{row!["area"]}" == area)!;
}
