using System.Net;
using System.Text;
using Holdfast.Linux.WireGuard;
using Holdfast.Linux.WireGuard.UserSpace;

namespace Holdfast.Linux.Tests.WireGuard.UserSpace;

public sealed class UapiRequestTests
{
    [Fact]
    public void Set_NoChange_IsOnlyTheCommand() => Assert.Equal("set=1\n\n", Text(new DeviceChange()));

    [Fact]
    public void Set_WholeChange_IsTheTextOfTheProtocolInOrder()
    {
        var (key, first, second) = (Keys.Private(), Keys.Public(1), Keys.Public(2));
        var change = new DeviceChange
        {
            PrivateKey = key,
            ListenPort = 0,
            FirewallMark = 0,
            Peers =
            [
                new PeerChange(second) { Remove = true, Keepalive = 7 },
                new PeerChange(first)
                {
                    UpdateOnly = true,
                    PresharedKey = second,
                    Endpoint = IPEndPoint.Parse("[2001:db8::1]:7"),
                    Keepalive = 0,
                    AllowedIPs = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("::/0")],
                },
            ],
        };

        Assert.Equal(
            $"set=1\nprivate_key={key.ToHex()}\nlisten_port=0\nfwmark=0\npublic_key={second.ToHex()}\nremove=true\n"
                + $"public_key={first.ToHex()}\nupdate_only=true\npreshared_key={second.ToHex()}\n"
                + "endpoint=[2001:db8::1]:7\npersistent_keepalive_interval=0\nreplace_allowed_ips=true\n"
                + "allowed_ip=10.0.0.0/8\nallowed_ip=::/0\n\n",
            Text(change)
        );
    }

    [Fact]
    public void Set_NoAllowedIPs_OnlyReplaces()
    {
        var change = new DeviceChange { Peers = [new PeerChange(Keys.Public(1)) { AllowedIPs = [] }] };

        Assert.EndsWith("replace_allowed_ips=true\n\n", Text(change), StringComparison.Ordinal);
    }

    [Fact]
    public void Set_AddedAllowedIPs_ReplaceNothing()
    {
        var change = new DeviceChange
        {
            Peers =
            [
                new PeerChange(Keys.Public(1))
                {
                    UpdateOnly = true,
                    AddedAllowedIPs = [IPNetwork.Parse("10.0.0.1/32")],
                },
            ],
        };

        Assert.Equal(
            $"set=1\npublic_key={Keys.Public(1).ToHex()}\nupdate_only=true\nallowed_ip=10.0.0.1/32\n\n",
            Text(change)
        );
    }

    private static string Text(DeviceChange change) => Encoding.ASCII.GetString(UapiRequest.Set(change).Span);
}
