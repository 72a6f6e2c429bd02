using System.Net;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.Profiles;

public sealed class ProfilePageTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Save_UnreadableSenselessAndTaken_AllInOneAnswer_AndTheOldOneStays()
    {
        using var app = portal.NewApp();
        await app.SignInAsync("admin", portal.AdminPassword);
        const string page = "/admin/profiles/new";
        var before = (await portal.GetAsync("/profiles")).ToJsonString();
        using var answer = await app.PostAsync(
            $"{page}?handler=Save",
            await app.Http.GetStringAsync(page),
            ("id", "default"),
            ("displayName", ""),
            ("defaultGateway", "on"),
            ("dnsServers", "nothing"),
            ("wireGuard", "on"),
            ("wireGuard.pool4", "10.44.0.7/24"),
            ("wireGuard.pool6", "fd44::/64"),
            ("wireGuard.port", ""),
            ("wireGuard.mtu", "1"),
            ("wireGuard.udp", "on")
        );
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Please correct these 6", text, StringComparison.Ordinal);
        Assert.All(
            ["HF-1003", "HF-1004", "HF-1016", "HF-1090", "HF-1450", "HF-1451"],
            id => Assert.Contains(id, text, StringComparison.Ordinal)
        );
        Assert.Equal(before, (await portal.GetAsync("/profiles")).ToJsonString());
    }
}
