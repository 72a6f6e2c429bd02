using System.Net;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Access;

/// <summary>What the help desk and the auditor do and do not, at the pages.</summary>
public sealed class HelpDeskTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Theory]
    [InlineData("administrator")]
    [InlineData("auditor")]
    [InlineData("help-desk")]
    public async Task Help_SomebodyWhoIsMoreThanAUser_IsRefused(string role)
    {
        var (page, name) = await SubjectAsync(role);
        using var desk = await BeAsync("help-desk");
        foreach (var button in new[] { "ResetFactors", "ResetLink", "Disable" })
        {
            using var answer = await desk.PostStepAsync(page, button);
            Assert.Equal((button, HttpStatusCode.Forbidden), (button, answer.StatusCode));
            Assert.Contains("HF-1154", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        var shown = await desk.Http.GetStringAsync(page);
        Assert.DoesNotContain("handler=", shown, StringComparison.Ordinal);
        using var app = portal.NewApp();
        await app.SignInAsync(name);
    }

    [Fact]
    public async Task Help_APlainUser_IsDoneAndStandsInTheAuditLog()
    {
        var (page, name) = await SubjectAsync("user");
        using var desk = await BeAsync("help-desk");

        using var link = await desk.PostStepAsync(page, "ResetLink");
        Assert.Contains("/reset-password?token=", await link.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var disabled = await desk.PostStepAsync(page, "Disable");
        Assert.Equal(HttpStatusCode.Redirect, disabled.StatusCode);
        using var enabled = await desk.PostStepAsync(page, "Enable");
        Assert.Equal(HttpStatusCode.Redirect, enabled.StatusCode);

        var entry = await portal.AuditAsync("user.change");
        Assert.Equal(name, $"{entry!["subject"]}");
        Assert.NotEqual("local administrator", $"{entry["actor"]}");
    }

    [Theory]
    [InlineData("Change")]
    [InlineData("Remove")]
    [InlineData("ResetPassword")]
    public async Task Change_APlainUser_IsRefusedAndNotOffered(string button)
    {
        var (page, name) = await SubjectAsync("user");
        using var desk = await BeAsync("help-desk");
        Assert.DoesNotContain($"handler={button}", await desk.Http.GetStringAsync(page), StringComparison.Ordinal);

        using var answer = await desk.PostStepAsync(page, button, ("groups", "staff"), ("role", "Administrator"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(
            "Needed is the role administrator",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal("user", $"{(await portal.GetAsync($"/users/{name}"))["role"]}");
    }

    /// <summary>No form on any page of the administration that changes anything; only searches, signing out, and the check of the log.</summary>
    [Fact]
    public async Task Auditor_EveryPage_OffersNothingThatChanges()
    {
        using var auditor = await BeAsync("auditor");
        var (user, _) = await SubjectAsync("user");
        var node = portal.Node.Id;
        foreach (
            var page in new[]
            {
                "/admin",
                "/admin/users",
                user,
                "/admin/sessions",
                "/admin/profiles",
                "/admin/profiles/default",
                "/admin/nodes",
                $"/admin/nodes/{node}",
                "/admin/failover",
                "/admin/portals",
                "/admin/notices",
                "/admin/tokens",
                "/admin/settings",
            }
        )
        {
            using var answer = await auditor.Http.GetAsync(page);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal((page, HttpStatusCode.OK), (page, answer.StatusCode));
            var main = text[text.IndexOf("<main", StringComparison.Ordinal)..];
            var buttons = main.Split("<button")
                .Skip(1)
                .Where(button => !button.Contains("Search") && !button.Contains("Show"));
            Assert.Equal((page, ""), (page, string.Concat(buttons)));
        }

        Assert.Contains("handler=Verify", await auditor.Http.GetStringAsync("/admin/audit"), StringComparison.Ordinal);
        foreach (var page in new[] { "/admin/users/new", "/admin/profiles/new", "/admin/notices/webhooks/new" })
        {
            using var answer = await auditor.Http.GetAsync(page);
            Assert.Equal((page, HttpStatusCode.Forbidden), (page, answer.StatusCode));
        }
    }

    private async Task<TestApp> BeAsync(string role)
    {
        var app = portal.NewApp();
        await app.SignInAsync((await SubjectAsync(role)).Name);
        return app;
    }

    /// <summary>Somebody with the role, and the page about it.</summary>
    private async Task<(string Page, string Name)> SubjectAsync(string role)
    {
        var name = await portal.AddUserAsync();
        await portal.DoAsync(HttpMethod.Patch, $"/users/{name}", $$"""{"role":"{{role}}"}""");
        var user = await portal.Database.ReadAsync(
            unit => new Data.Stores().Users.FindByKeyAsync(unit, name),
            CancellationToken.None
        );
        return ($"/admin/users/{user!.Id}", name);
    }
}
