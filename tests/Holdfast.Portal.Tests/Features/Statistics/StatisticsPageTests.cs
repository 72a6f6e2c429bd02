using System.Net;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.Statistics;

/// <summary>What is asked of the statistics, and by whom.</summary>
public sealed class StatisticsPageTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Theory]
    [InlineData("from=yesterday&until=2026-13-01", "HF-2420 until, HF-2420 from")]
    [InlineData("from=2026-11-17&until=2026-11-16", "HF-2421 until")]
    [InlineData("from=2001-01-01&until=2026-11-16", "HF-2422 from")]
    [InlineData("from=0001-01-01&until=0001-01-01", "")]
    [InlineData("until=9999-12-31&profile=%27&node=%3Cb%3E", "")]
    public async Task Question_Strange_IsAnsweredOrRefusedWhole(string query, string expected)
    {
        using var answer = await portal.Admin.GetAsync($"/api/admin/v1/statistics?{query}");
        Assert.Equal(
            expected,
            answer.IsSuccessStatusCode ? "" : string.Join(", ", await AdminCalls.ProblemsAsync(answer))
        );
        using var app = portal.NewApp();
        await app.SignInAsync("admin", portal.AdminPassword);
        using var page = await app.Http.GetAsync($"/admin/statistics?{query}");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var text = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
        Assert.All(
            expected.Split(", ", StringSplitOptions.RemoveEmptyEntries),
            id => Assert.Contains(id.Split(' ')[0], text, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("/admin/statistics")]
    [InlineData("/admin/statistics/export")]
    public async Task Pages_NotAnAdministrator_AreRefused(string path)
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        using var answer = await app.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
