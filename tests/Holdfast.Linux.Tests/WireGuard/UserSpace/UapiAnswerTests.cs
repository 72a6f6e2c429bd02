using System.Net;
using System.Text;
using Holdfast.Linux.WireGuard.UserSpace;

namespace Holdfast.Linux.Tests.WireGuard.UserSpace;

public sealed class UapiAnswerTests
{
    private const string Key = "e84b5a6d2717c1003a13b431570353dbaca9146cf150c5f8575680feba52027a";
    private const string OtherKey = "b85996fecc9c7f1fc6d2572a76eda11d59bcd20be8e543b15ce4bd85a8e75a33";
    private const string Zero = "0000000000000000000000000000000000000000000000000000000000000000";

    [Fact]
    public void TryParse_WholeDevice_GivesAllOfIt()
    {
        var answer = Parse(
            $"private_key={Key}\nlisten_port=12912\nfwmark=4294967295\npublic_key={OtherKey}\npreshared_key={Key}\n"
                + "protocol_version=1\nendpoint=[2607:5300:60:6b0::c05f:543]:2468\nlast_handshake_time_sec=1700000000\n"
                + "last_handshake_time_nsec=123456789\ntx_bytes=38333\nrx_bytes=2224\npersistent_keepalive_interval=111\n"
                + $"allowed_ip=192.168.4.6/32\nallowed_ip=fd00::/64\npublic_key={Key}\npreshared_key={Zero}\nerrno=0\n\n"
        );

        Assert.Equal(0, answer.Errno);
        Assert.Equal(Key, answer.Device.PrivateKey?.ToHex());
        Assert.Equal(12912, answer.Device.ListenPort);
        Assert.Equal(uint.MaxValue, answer.Device.FirewallMark);
        Assert.Equal(2, answer.Device.Peers.Count);
        var peer = answer.Device.Peers[0];
        Assert.Equal(OtherKey, peer.PublicKey.ToHex());
        Assert.Equal(Key, peer.PresharedKey?.ToHex());
        Assert.Equal(IPEndPoint.Parse("[2607:5300:60:6b0::c05f:543]:2468"), peer.Endpoint);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).AddTicks(1_234_567), peer.LastHandshake);
        Assert.Equal(38333, peer.Sent);
        Assert.Equal(2224, peer.Received);
        Assert.Equal(111, peer.Keepalive);
        Assert.Equal([IPNetwork.Parse("192.168.4.6/32"), IPNetwork.Parse("fd00::/64")], peer.AllowedIPs);
        Assert.Null(answer.Device.Peers[1].PresharedKey);
        Assert.Null(answer.Device.Peers[1].LastHandshake);
        Assert.Null(answer.Device.Peers[1].Endpoint);
    }

    [Fact]
    public void TryParse_EmptyDevice_IsEmpty()
    {
        var answer = Parse("errno=0\n\n");

        Assert.Null(answer.Device.PrivateKey);
        Assert.Equal(0, answer.Device.ListenPort);
        Assert.Empty(answer.Device.Peers);
    }

    [Theory]
    [InlineData("errno=-98\n\n", -98)]
    [InlineData("errno=22\n\n", 22)]
    public void TryParse_Error_GivesNumber(string text, long errno) => Assert.Equal(errno, Parse(text).Errno);

    [Fact]
    public void TryParse_UnknownKeys_AreSkipped()
    {
        var answer = Parse($"new_thing=7\npublic_key={Key}\nother_thing=x=y\nerrno=0\n\n");

        Assert.Single(answer.Device.Peers);
    }

    [Theory]
    [InlineData("endpoint=192.0.2.1:51820", "192.0.2.1:51820")]
    [InlineData("endpoint=[fe80::1%nosuchlink]:7", "[fe80::1]:7")]
    [InlineData("endpoint=[fe80::1%1]:7", "[fe80::1%1]:7")]
    public void TryParse_Endpoint_IsRead(string line, string expected)
    {
        var peer = Assert.Single(Parse($"public_key={Key}\n{line}\nerrno=0\n\n").Device.Peers);

        Assert.Equal(expected, peer.Endpoint?.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n")]
    [InlineData("\n\n\n")]
    [InlineData("errno=0")]
    [InlineData("errno=0\n")]
    [InlineData("errno=\n\n")]
    [InlineData("errno=x\n\n")]
    [InlineData("errno=0 \n\n")]
    [InlineData("errno=99999999999999999999\n\n")]
    [InlineData("errno=0\nerrno=0\n\n")]
    [InlineData("errno=0\nlisten_port=1\n\n")]
    [InlineData("=\nerrno=0\n\n")]
    [InlineData("=0\nerrno=0\n\n")]
    [InlineData("listen_port\nerrno=0\n\n")]
    [InlineData("listen_port=\nerrno=0\n\n")]
    [InlineData("listen_port=-1\nerrno=0\n\n")]
    [InlineData("listen_port=65536\nerrno=0\n\n")]
    [InlineData("listen_port=1\n\nerrno=0\n\n")]
    [InlineData("fwmark=4294967296\nerrno=0\n\n")]
    [InlineData("fwmark=-1\nerrno=0\n\n")]
    [InlineData("private_key=00\nerrno=0\n\n")]
    [InlineData("public_key=\nerrno=0\n\n")]
    [InlineData("listen_port=1\n\n")]
    public void TryParse_MalformedDevice_IsRefused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("allowed_ip=")]
    [InlineData("allowed_ip=10.0.0.0")]
    [InlineData("allowed_ip=10.0.0.0/33")]
    [InlineData("allowed_ip=10.0.0.0/-1")]
    [InlineData("allowed_ip=fd00::/129")]
    [InlineData("endpoint=")]
    [InlineData("endpoint=:1")]
    [InlineData("endpoint=192.0.2.1")]
    [InlineData("endpoint=192.0.2.1:")]
    [InlineData("endpoint=192.0.2.1:65536")]
    [InlineData("endpoint=192.0.2.1:1x")]
    [InlineData("endpoint=fd00::1:51820")]
    [InlineData("endpoint=[192.0.2.1]:51820")]
    [InlineData("endpoint=[]:51820")]
    [InlineData("endpoint=[:51820")]
    [InlineData("endpoint=host.example:51820")]
    [InlineData("preshared_key=xx")]
    [InlineData("persistent_keepalive_interval=65536")]
    [InlineData("rx_bytes=-1")]
    [InlineData("rx_bytes=9223372036854775808")]
    [InlineData("tx_bytes=1.5")]
    [InlineData("last_handshake_time_sec=-5")]
    [InlineData("nothing")]
    public void TryParse_MalformedPeer_IsRefused(string line) =>
        AssertRefused($"public_key={Key}\n{line}\nerrno=0\n\n");

    [Theory]
    [InlineData(long.MaxValue, 0)]
    [InlineData(253_402_300_800, 0)]
    [InlineData(1, 1_000_000_000)]
    public void TryParse_TimeThatIsNone_IsNoHandshake(long seconds, long nanoseconds)
    {
        var text =
            $"public_key={Key}\nlast_handshake_time_sec={seconds}\nlast_handshake_time_nsec={nanoseconds}\nerrno=0\n\n";

        Assert.Null(Assert.Single(Parse(text).Device.Peers).LastHandshake);
    }

    [Fact]
    public void TryParse_Malformed_MistakeNamesTheKeyAndNotItsValue()
    {
        var text = Encoding.UTF8.GetBytes($"private_key={Key}0\nerrno=0\n\n");
        Assert.False(UapiAnswer.TryParse(text, out _, out var mistake));

        Assert.Contains("private_key", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_ChangedBytes_NeverThrows()
    {
        var text = Encoding.UTF8.GetBytes(
            $"private_key={Key}\nlisten_port=1\npublic_key={OtherKey}\nendpoint=[fe80::1%1]:7\nallowed_ip=10.0.0.0/8\nerrno=0\n\n"
        );
        var random = new Random(2);
        for (var round = 0; round < 20_000; round++)
        {
            var changed = (byte[])text.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            var parsed = UapiAnswer.TryParse(changed, out var answer, out var mistake);
            Assert.Equal(parsed, answer is not null);
            Assert.Equal(parsed, mistake is null);
        }
    }

    private static UapiAnswer Parse(string text)
    {
        Assert.True(UapiAnswer.TryParse(Encoding.UTF8.GetBytes(text), out var answer, out var mistake), mistake);
        return answer;
    }

    private static void AssertRefused(string text)
    {
        Assert.False(UapiAnswer.TryParse(Encoding.UTF8.GetBytes(text), out var answer, out var mistake));
        Assert.Null(answer);
        Assert.NotEmpty(mistake);
    }
}
