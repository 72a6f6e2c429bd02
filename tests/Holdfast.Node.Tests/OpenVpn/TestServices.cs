using System.Net;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Profiles;

namespace Holdfast.Node.Tests.OpenVpn;

internal static class TestServices
{
    public static OpenVpnService Udp =>
        new()
        {
            Interface = "hf1-ou0",
            Part = 0,
            Transport = Transport.Udp,
            Port = 1194,
            Pool4 = IPNetwork.Parse("10.61.0.0/26"),
            Pool6 = IPNetwork.Parse("fd61::/112"),
            Mtu = 1500,
            CaCertificate = "CA\n",
            Certificate = "CERT\n",
            PrivateKey = "KEY\n",
            TlsCryptKey = "TLS\n",
            Push = new() { DefaultGateway = true, BlockLan = false },
        };

    public static OpenVpnService Tcp =>
        Udp with
        {
            Interface = "hf1-ot1",
            Part = 1,
            Transport = Transport.Tcp,
            Pool4 = IPNetwork.Parse("10.61.0.64/26"),
            Pool6 = IPNetwork.Parse("fd61::1:0/112"),
        };
}
