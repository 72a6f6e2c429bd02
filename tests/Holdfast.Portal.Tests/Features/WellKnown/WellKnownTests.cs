using System.Text.Json;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.WellKnown;

public sealed class WellKnownTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Document_IsWhatAppsRead()
    {
        using var app = portal.NewApp();
        using var answer = await app.Http.GetAsync("/.well-known/vpn-user-portal");
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var api = document.RootElement.GetProperty("api").GetProperty("http://eduvpn.org/api#3");

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal($"{portal.Options.PublicUrl}/vpn-user-portal/api/v3", api.GetProperty("api_endpoint").GetString());
        Assert.Equal(
            $"{portal.Options.PublicUrl}/vpn-user-portal/oauth/authorize",
            api.GetProperty("authorization_endpoint").GetString()
        );
        Assert.Equal(
            $"{portal.Options.PublicUrl}/vpn-user-portal/oauth/token",
            api.GetProperty("token_endpoint").GetString()
        );
        Assert.False(string.IsNullOrEmpty(document.RootElement.GetProperty("v").GetString()));
    }
}
