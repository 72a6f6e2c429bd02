using System.Net;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.Failover;

/// <summary>The page from the side of people who may not use it.</summary>
public sealed class FailoverRightsTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Page = "/admin/failover";

    [Fact]
    public async Task Look_NotAnAdministrator_IsRefusedAndNotOffered()
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        using var look = await app.Http.GetAsync(Page);

        Assert.Equal(HttpStatusCode.Forbidden, look.StatusCode);
        Assert.DoesNotContain(Page, await app.Http.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Validate")]
    [InlineData("Commit")]
    [InlineData("Switch")]
    [InlineData("Hold")]
    [InlineData("Release")]
    [InlineData("Remove")]
    [InlineData("Key")]
    [InlineData("Witness")]
    public async Task Do_NotAnAdministrator_IsRefused(string handler)
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        using var answer = await app.PostAsync(
            $"{Page}?handler={handler}",
            await app.Http.GetStringAsync("/"),
            ("node", "node-1"),
            ("addresses", "192.0.2.10")
        );

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("HF-1408", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null((await portal.GetAsync("/failover"))["group"]);
    }

    [Fact]
    public async Task Look_NotSignedIn_IsSentToSignIn()
    {
        using var app = portal.NewApp();
        using var look = await app.Http.GetAsync(Page);

        Assert.NotEqual(HttpStatusCode.OK, look.StatusCode);
    }
}
