using Holdfast.OAuth.Clients;

namespace Holdfast.OAuth.Tests.Clients;

/// <summary>The table of the apps in the world, written out: what is not in it is refused.</summary>
public sealed class KnownAppsTests
{
    public static TheoryData<string, string, string> Redirects()
    {
        var data = new TheoryData<string, string, string>();
        foreach (
            var (id, name) in new[]
            {
                ("org.eduvpn.app", "eduVPN"),
                ("org.letsconnect-vpn.app", "Let's Connect!"),
                ("org.govvpn.app", "govVPN"),
            }
        )
        {
            foreach (var (os, osName) in new[] { ("windows", "Windows"), ("linux", "Linux"), ("macos", "macOS") })
            {
                data.Add($"{id}.{os}", $"{name} for {osName}", "http://127.0.0.1:35667/callback");
                data.Add($"{id}.{os}", $"{name} for {osName}", "http://[::1]:35667/callback");
            }

            data.Add($"{id}.macos", $"{name} for macOS", $"{id}.macos:/api/callback");
            data.Add($"{id}.ios", $"{name} for iOS", $"{id}.ios:/api/callback");
            data.Add($"{id}.android", $"{name} for Android", $"{id}:/api/callback");
            data.Add($"{id}.android", $"{name} for Android", $"{id}.android:/api/callback");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public void MayReturnTo_AddressOfTheTable_IsAllowed(string clientId, string name, string redirectUri)
    {
        var client = ClientRegistry.Known.Find(clientId)!;
        Assert.Equal(name, client.DisplayName);
        Assert.True(client.MayReturnTo(redirectUri));
        Assert.True(client.RequiresApproval);
    }

    [Fact]
    public void Known_Apps_AreFifteen() => Assert.Equal(15, ClientRegistry.Known.All.Count);

    [Fact]
    public void ResponseModes_OfDesktops_IncludeFormPostAndOfPhonesDoNot() =>
        Assert.All(
            ClientRegistry.Known.All,
            client =>
                Assert.Equal(
                    !client.ClientId.EndsWith("ios", StringComparison.Ordinal)
                        && !client.ClientId.EndsWith("android", StringComparison.Ordinal),
                    client.ResponseModes.Contains(ResponseMode.FormPost)
                )
        );

    [Theory]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1:/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1:1023/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1:80/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1:65536/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1:01024/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1:+1024/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1: 1024/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1:1024x/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1:1024@evil.example/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1:{PORT}/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1:1024/callback/")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1:1024/callback?x=1")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1:1024/callback#x")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.1:1024/Callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "HTTP://127.0.0.1:1024/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "https://127.0.0.1:1024/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://localhost:1024/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "http://127.0.0.2:1024/callback")]
    [InlineData("org.letsconnect-vpn.app.linux", "org.letsconnect-vpn.app:/api/callback")]
    [InlineData("org.letsconnect-vpn.app.windows", "org.letsconnect-vpn.app.windows:/api/callback")]
    [InlineData("org.letsconnect-vpn.app.ios", "http://127.0.0.1:1024/callback")]
    [InlineData("org.letsconnect-vpn.app.ios", "org.letsconnect-vpn.app:/api/callback")]
    [InlineData("org.letsconnect-vpn.app.ios", "org.letsconnect-vpn.app.ios://api/callback")]
    [InlineData("org.letsconnect-vpn.app.android", "org.letsconnect-vpn.app.android:/api/callback ")]
    [InlineData("org.eduvpn.app.android", "org.letsconnect-vpn.app:/api/callback")]
    [InlineData("org.eduvpn.app.macos", "org.eduvpn.app:/api/callback")]
    public void MayReturnTo_AnyOtherAddress_IsRefused(string clientId, string redirectUri) =>
        Assert.False(ClientRegistry.Known.Find(clientId)!.MayReturnTo(redirectUri));

    [Theory]
    [InlineData("http://127.0.0.1:1024/callback")]
    [InlineData("http://127.0.0.1:65535/callback")]
    public void MayReturnTo_PortsAtTheLimits_AreAllowed(string redirectUri) =>
        Assert.True(ClientRegistry.Known.Find("org.eduvpn.app.linux")!.MayReturnTo(redirectUri));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("org.eduvpn.app")]
    [InlineData("ORG.EDUVPN.APP.LINUX")]
    [InlineData("org.eduvpn.app.linux ")]
    public void Find_UnknownId_IsNull(string? clientId) => Assert.Null(ClientRegistry.Known.Find(clientId));
}
