using System.Net;
using System.Net.Sockets;
using Holdfast.Homes;
using Holdfast.Model.Problems;
using Holdfast.Single;
using Holdfast.Single.Checks;
using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests.Single;

public sealed class StartChecksTests : IDisposable
{
    private static readonly SystemFiles Everything = new(_ => true, _ => true, _ => true, "6.1");
    private readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Root_OrdinaryUser_Refused() => AssertIds(new RootCheck(isRoot: false), "HF-1520");

    [Fact]
    public void Root_Root_Fine() => AssertIds(new RootCheck(isRoot: true));

    [Theory]
    [InlineData("localhost")]
    [InlineData("vpn.example.org")]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    public void HostName_Good_Fine(string name) =>
        Assert.Empty(new HostNameCheck().Check(new ServerOptions { HostName = name }));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("https://vpn.example.org")]
    [InlineData("x\ny")]
    public void HostName_Bad_Refused(string name) =>
        Assert.Equal("HF-1530", Assert.Single(new HostNameCheck().Check(new ServerOptions { HostName = name })).Id);

    [Fact]
    public void Certificate_NoneGiven_Fine() => AssertIds(new CertificateCheck());

    [Fact]
    public void Certificate_FilesMissing_NamesBoth() =>
        Assert.Equal(
            ["HF-1910 /none.crt", "HF-1910 /none.key"],
            new CertificateCheck()
                .Check(new ServerOptions { TlsCertificate = "/none.crt", TlsKey = "/none.key" })
                .Select(problem => $"{problem.Id} {problem.Where}")
        );

    [Fact]
    public void Certificate_KeyAlone_Refused()
    {
        var problem = Assert.Single(new CertificateCheck().Check(new ServerOptions { TlsKey = "/some.key" }));
        Assert.Equal(("HF-1910", "--tls-key"), (problem.Id, problem.Where));
    }

    [Fact]
    public void Tools_AllThere_Fine() => AssertIds(new ToolCheck(Everything));

    [Theory]
    [InlineData("nft", "nftables")]
    [InlineData("openvpn", "openvpn")]
    [InlineData("wg", "wireguard-tools")]
    [InlineData("ip", "iproute2")]
    [InlineData("setpriv", "util-linux")]
    public void Tools_OneMissing_NamesThePackage(string tool, string package)
    {
        var problem = Assert.Single(
            new ToolCheck(Everything with { HasTool = name => name != tool }).Check(new ServerOptions())
        );
        Assert.Equal(("HF-1524", tool), (problem.Id, problem.Where));
        Assert.Contains($"apt-get install {package}", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tools_KernelWithoutWireGuardAndNoProgram_NamesThePackage()
    {
        var files = Everything with { HasTool = name => name != "wireguard-go" };
        AssertIds(new ToolCheck(files));
        AssertIds(
            new ToolCheck(files with { Exists = path => !path.Contains("wireguard", StringComparison.Ordinal) }),
            "HF-1524"
        );
    }

    [Theory]
    [InlineData("/sys/module/wireguard")]
    [InlineData("/lib/modules/6.1.0-50/kernel/drivers/net/wireguard")]
    public void Tools_KernelWithWireGuard_NeedsNoProgram(string has)
    {
        var files = Everything with { HasTool = name => name != "wireguard-go", KernelRelease = "6.1.0-50" };
        AssertIds(new ToolCheck(files with { Exists = path => path == has || path == "/dev/net/tun" }));
    }

    [Fact]
    public void Tools_NothingThere_EverythingIsNamedAtOnce()
    {
        var problems = new ToolCheck(new(_ => false, _ => false, _ => false, "6.1"))
            .Check(new ServerOptions())
            .ToList();
        Assert.Equal(6, problems.Count(problem => problem.Id == "HF-1524"));
        Assert.Equal(3, problems.Count(problem => problem.Id == "HF-1525"));
        Assert.Single(problems, problem => problem.Id == "HF-1526");
    }

    [Fact]
    public void Home_NotThereYet_FineAndNotMade()
    {
        AssertIds(new HomeCheck(_home.Folder));
        Assert.False(Directory.Exists(_home.Folder.Path));
    }

    [Fact]
    public void Home_Empty_Fine() => AssertIds(new HomeCheck(_home.Make()));

    [Fact]
    public void Home_Ours_Fine()
    {
        HomeMark.Current.Write(_home.Make());
        AssertIds(new HomeCheck(_home.Folder));
    }

    [Fact]
    public void Home_IsAFile_Refused()
    {
        File.WriteAllText(_home.Folder.Path, "");
        AssertIds(new HomeCheck(_home.Folder), "HF-1527");
    }

    [Fact]
    public void Home_OfSomebodyElse_Refused()
    {
        File.WriteAllText(_home.Make().At("letters.txt"), "");
        AssertIds(new HomeCheck(_home.Folder), "HF-1528");
    }

    [Theory]
    [InlineData("""{"kind":"mesh","format":1}""")]
    [InlineData("""{"kind":"single-server","format":2}""")]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("")]
    public void Home_OfAnotherKind_Refused(string mark)
    {
        File.WriteAllText(_home.Make().At("holdfast.json"), mark);
        AssertIds(new HomeCheck(_home.Folder), "HF-1528");
    }

    [Fact]
    public void Home_InUse_TellsTheProcess()
    {
        HomeMark.Current.Write(_home.Make());
        using (var held = ServerLock.Take(_home.Folder))
        {
            Assert.NotNull(held);
            Assert.Null(ServerLock.Take(_home.Folder));
            var problem = Assert.Single(new HomeCheck(_home.Folder).Check(new ServerOptions()));
            Assert.Equal("HF-1529", problem.Id);
            Assert.Contains($"{Environment.ProcessId}", problem.Detail, StringComparison.Ordinal);
        }
        AssertIds(new HomeCheck(_home.Folder));
    }

    [Fact]
    public void Ports_Free_Fine() => Assert.Empty(Ports().Check(FreePorts()));

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    [InlineData(-1)]
    public void Ports_NoPort_Refused(int port) =>
        Assert.Equal("HF-1523", Assert.Single(Ports().Check(FreePorts() with { Port = port })).Id);

    [Fact]
    public void Ports_OptionalOnesOff_Fine() =>
        Assert.Empty(Ports().Check(FreePorts() with { WireGuardTcpPort = 0, TelemetryPort = 0 }));

    [Fact]
    public void Ports_SameForTwo_BothNamed()
    {
        var free = FreePorts();
        var problem = Assert.Single(Ports().Check(free with { WireGuardTcpPort = free.Port }));
        Assert.Equal(("HF-1522", "--port and --wireguard-tcp-port"), (problem.Id, problem.Where));
    }

    [Fact]
    public void Ports_SameNumberForTcpAndUdp_Fine()
    {
        var free = FreePorts();
        Assert.Empty(Ports().Check(free with { OpenVpnUdpPort = free.OpenVpnTcpPort }));
    }

    [Theory]
    [InlineData(ProtocolType.Tcp, "--port")]
    [InlineData(ProtocolType.Udp, "--wireguard-port")]
    public void Ports_Taken_TellsByWhom(ProtocolType protocol, string option)
    {
        using var taken = Take(protocol, out var port);
        var options = FreePorts();
        options = protocol == ProtocolType.Tcp ? options with { Port = port } : options with { WireGuardPort = port };
        var problem = Assert.Single(Ports().Check(options));
        Assert.Equal(("HF-1521", option), (problem.Id, problem.Where));
        Assert.Contains($"process {Environment.ProcessId}", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_TakenByWhatOurNodeLeftBehind_Fine()
    {
        using var taken = Take(ProtocolType.Tcp, out var port);
        Directory.CreateDirectory(_home.Folder.Node);
        File.WriteAllText(Path.Combine(_home.Folder.Node, "openvpn.pid"), $"{Environment.ProcessId} 12345\n");
        Assert.Empty(Ports().Check(FreePorts() with { OpenVpnTcpPort = port }));
    }

    [Fact]
    public void Run_SeveralThingsWrong_AllReported()
    {
        using var taken = Take(ProtocolType.Tcp, out var port);
        File.WriteAllText(_home.Folder.Path, "");
        var checks = new StartChecks([new RootCheck(false), new HomeCheck(_home.Folder), Ports()]);
        var ids = checks.Run(FreePorts() with { Port = port }).Select(problem => problem.Id);
        Assert.Equal(["HF-1520", "HF-1527", "HF-1521"], ids);
    }

    private static void AssertIds(IStartCheck check, params string[] ids) =>
        Assert.Equal(ids, check.Check(new ServerOptions()).Select(problem => problem.Id));

    private PortCheck Ports() => new(new PortOwners("/proc"), new LeftOvers(_home.Folder.Node));

    private static ServerOptions FreePorts()
    {
        var ports = Enumerable
            .Range(0, 6)
            .Select(_ => Take(ProtocolType.Tcp, out var port) is var s ? (s, port) : default)
            .ToList();
        ports.ForEach(pair => pair.s.Dispose());
        return new()
        {
            Port = ports[0].port,
            WireGuardPort = ports[1].port,
            OpenVpnUdpPort = ports[2].port,
            OpenVpnTcpPort = ports[3].port,
            WireGuardTcpPort = ports[4].port,
            TelemetryPort = ports[5].port,
        };
    }

    private static Socket Take(ProtocolType protocol, out int port)
    {
        var type = protocol == ProtocolType.Tcp ? SocketType.Stream : SocketType.Dgram;
        var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (protocol == ProtocolType.Tcp)
        {
            socket.Listen();
        }
        port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        return socket;
    }
}
