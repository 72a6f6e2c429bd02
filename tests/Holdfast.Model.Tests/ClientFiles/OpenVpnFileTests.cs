using Holdfast.Model.ClientFiles;
using Holdfast.Model.Profiles;
using Holdfast.Model.Tests.Profiles;

namespace Holdfast.Model.Tests.ClientFiles;

public sealed class OpenVpnFileTests
{
    private static OpenVpnFile File(Profile? profile = null, FileHeader? header = null) =>
        new()
        {
            Profile = profile ?? SomeProfiles.Employees,
            HostNames = ["vpn.example.org"],
            CaCertificate = "the ca\n",
            Certificate = "the certificate\r\nof two lines\r\n",
            PrivateKey = "the key",
            TlsCryptKey = "\nthe static key\n",
            Remotes = [new(1194, Transport.Udp), new(1194, Transport.Tcp)],
            Header = header,
        };

    [Fact]
    public void Render_App_Golden() =>
        Assert.Equal(
            """
            dev tun
            client
            nobind
            remote-cert-tls server
            verb 3
            server-poll-timeout 2
            tls-version-min 1.3
            data-ciphers AES-256-GCM:CHACHA20-POLY1305
            reneg-sec 0
            <ca>
            the ca
            </ca>
            <cert>
            the certificate
            of two lines
            </cert>
            <key>
            the key
            </key>
            <tls-crypt>
            the static key
            </tls-crypt>
            remote vpn.example.org 1194 udp
            remote vpn.example.org 1194 tcp
            """,
            File().Render()
        );

    [Fact]
    public void Render_OtherMtu_ClientIsTold() =>
        Assert.Contains(
            "\ntun-mtu 1400\n",
            File(SomeProfiles.Employees with { OpenVpn = SomeProfiles.OpenVpn with { Mtu = 1400 } }).Render(),
            StringComparison.Ordinal
        );

    [Fact]
    public void Render_Download_BeginsWithComments() =>
        Assert.StartsWith(
            "# Portal: https://vpn.example.org/\n# Profile: Employees (employees)\n# Expires: 2026-11-11T11:11:11+00:00\n\ndev tun\n",
            File(header: new(new("https://vpn.example.org"), new(2026, 11, 11, 11, 11, 11, TimeSpan.Zero))).Render(),
            StringComparison.Ordinal
        );

    private static string Remotes(OpenVpnOptions options, bool preferTcp = false, int seed = 1) =>
        string.Join(
            ' ',
            OpenVpnRemotes
                .Choose(options, preferTcp, new Random(seed))
                .Select(remote => $"{remote.Transport.ToString().ToLowerInvariant()}:{remote.Port}")
        );

    [Fact]
    public void Choose_Defaults_UdpThenTcp()
    {
        Assert.Equal("udp:1194 tcp:1194", Remotes(SomeProfiles.OpenVpn));
        Assert.Equal("tcp:1194 udp:1194", Remotes(SomeProfiles.OpenVpn, preferTcp: true));
    }

    [Fact]
    public void Choose_ManyPorts_FourAtMostAndOrdinaryBeforeSpecial()
    {
        var options = SomeProfiles.OpenVpn with { UdpPorts = [53, 1194, 443, 1195], TcpPorts = [80, 443, 1194, 1195] };

        for (var seed = 0; seed < 50; seed++)
        {
            var remotes = OpenVpnRemotes.Choose(options, preferTcp: false, new Random(seed));

            Assert.Equal(
                [Transport.Udp, Transport.Udp, Transport.Tcp, Transport.Tcp],
                remotes.Select(r => r.Transport)
            );
            Assert.Contains(remotes[0].Port, new[] { 1194, 1195 });
            Assert.Contains(remotes[1].Port, new[] { 53, 443 });
            Assert.Contains(remotes[2].Port, new[] { 1194, 1195 });
            Assert.Contains(remotes[3].Port, new[] { 80, 443 });
        }
    }

    [Fact]
    public void Choose_ManyClients_EveryProcessIsChosen()
    {
        var options = SomeProfiles.OpenVpn with { UdpPorts = [1194, 1195, 1196], TcpPorts = [1194] };

        var chosen = Enumerable.Range(0, 100).Select(seed => Remotes(options, seed: seed).Split(' ')[0]).ToHashSet();

        Assert.Equal(3, chosen.Count);
    }

    [Fact]
    public void Choose_ExposedPorts_InsteadOfListeningOnes() =>
        Assert.Equal(
            "udp:53 tcp:443",
            Remotes(SomeProfiles.OpenVpn with { ExposedUdpPorts = [53], ExposedTcpPorts = [443] })
        );

    [Fact]
    public void Choose_NoUdp_TcpOnly() =>
        Assert.Equal("tcp:1194", Remotes(SomeProfiles.OpenVpn with { UdpPorts = [], ExposedUdpPorts = [53] }));
}
