using System.Collections.Immutable;
using System.Net;
using Holdfast.Linux.Processes;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Profiles;
using Holdfast.Node.Applying;
using Holdfast.Node.OpenVpn;
using Holdfast.Node.Tests.Lab;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Node.Tests.OpenVpn;

/// <summary>A node's OpenVPN plane with real processes in a namespace, and stock clients in another.</summary>
internal sealed class OpenVpnLab : IAsyncDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("hfp-");
    private readonly TestAuthority _authority = new();
    private readonly (string Certificate, string Key) _server;
    private readonly List<BackgroundProgram> _clients = [];

    private readonly int _renegotiateSeconds;

    private OpenVpnLab(Hosts hosts, int renegotiateSeconds)
    {
        Hosts = hosts;
        _renegotiateSeconds = renegotiateSeconds;
        _server = _authority.Server();
        Plane = NewPlane();
    }

    public Hosts Hosts { get; }

    public SessionCollector Sessions { get; } = new();

    public OpenVpnPlane Plane { get; private set; }

    public NodeState State { get; private set; } = NodeState.Empty;

    public static async Task<OpenVpnLab> CreateAsync(int renegotiateSeconds = 36000) =>
        new(await Hosts.CreateAsync(), renegotiateSeconds);

    /// <summary>Our process is dead and another one begins.</summary>
    public async Task RestartPlaneAsync()
    {
        await Plane.DisposeAsync();
        Plane = NewPlane();
    }

    public OpenVpnService Service(Transport transport, int port = 1194) =>
        (transport == Transport.Udp ? TestServices.Udp : TestServices.Tcp) with
        {
            Port = port,
            CaCertificate = _authority.Certificate,
            Certificate = _server.Certificate,
            PrivateKey = _server.Key,
            TlsCryptKey = _authority.TlsCrypt,
            Log = true,
        };

    public static OpenVpnClient Allowed(int slot) =>
        new()
        {
            ConfigurationId = Guid.CreateVersion7(),
            ProfileId = "office",
            Slot = slot,
            ExpiresAt = DateTimeOffset.MaxValue,
        };

    public async Task ReconcileAsync(IEnumerable<OpenVpnService> services, params OpenVpnClient[] clients)
    {
        State = StateOf(services, clients);
        Assert.Empty(await Plane.ReconcileAsync(State, CancellationToken.None));
    }

    public static NodeState StateOf(IEnumerable<OpenVpnService> services, params OpenVpnClient[] clients) =>
        NodeState.Empty with
        {
            Services = ImmutableDictionary<string, ProfileServices>.Empty.Add(
                "office",
                new()
                {
                    ProfileId = "office",
                    OpenVpn = [.. services],
                    Forwarding = new(Masquerade: true, ClientToClient: false),
                }
            ),
            Clients = clients.ToImmutableDictionary(c => c.ConfigurationId),
        };

    public async Task AddAsync(OpenVpnClient client)
    {
        State = State with { Clients = State.Clients.SetItem(client.ConfigurationId, client) };
        Assert.Empty(await Plane.ApplyAsync(State, new StateDifference { Clients = [client] }, CancellationToken.None));
    }

    public async Task RemoveAsync(OpenVpnClient client)
    {
        State = State with { Clients = State.Clients.Remove(client.ConfigurationId) };
        Assert.Empty(
            await Plane.ApplyAsync(State, new StateDifference { RemovedClients = [client] }, CancellationToken.None)
        );
    }

    public async Task ChangeAsync(params OpenVpnService[] services)
    {
        State = StateOf(services, [.. State.Clients.Values]);
        var difference = new StateDifference { Services = [State.Services["office"]] };
        Assert.Empty(await Plane.ApplyAsync(State, difference, CancellationToken.None));
    }

    /// <summary>Starts a stock client; it takes its routes only when <paramref name="more"/> does not say otherwise.</summary>
    public BackgroundProgram Connect(OpenVpnClient client, Transport transport, params string[] more) =>
        ConnectFrom(Hosts.Client, client, transport, more);

    public async Task<BackgroundProgram> ConnectedFromAsync(
        string host,
        OpenVpnClient client,
        Transport transport,
        params string[] more
    )
    {
        var program = ConnectFrom(host, client, transport, more);
        await program.SeesAsync("Initialization Sequence Completed");
        return program;
    }

    private BackgroundProgram ConnectFrom(string host, OpenVpnClient client, Transport transport, params string[] more)
    {
        var (certificate, key) = _authority.Client(client.CommonName);
        var path = Path.Combine(_home.FullName, $"{client.CommonName}.ovpn");
        var remote = more.Contains("--remote") ? "" : $"remote {Hosts.Server4} 1194\n";
        File.WriteAllText(
            path,
            $"""
            dev tun
            client
            nobind
            remote-cert-tls server
            verb 3
            server-poll-timeout 3
            tls-version-min 1.3
            data-ciphers AES-256-GCM:CHACHA20-POLY1305
            reneg-sec 0
            {remote}proto {(transport == Transport.Udp ? "udp" : "tcp")}
            <ca>
            {_authority.Certificate}</ca>
            <cert>
            {certificate}</cert>
            <key>
            {key}</key>
            <tls-crypt>
            {_authority.TlsCrypt}</tls-crypt>
            """
        );
        var program = new BackgroundProgram(["ip", "netns", "exec", host, "openvpn", "--config", path, .. more]);
        _clients.Add(program);
        return program;
    }

    public Task<BackgroundProgram> ConnectedAsync(OpenVpnClient client, Transport transport, params string[] more) =>
        ConnectedFromAsync(Hosts.Client, client, transport, more);

    public int ProcessOf(string device) =>
        new Daemons(TimeProvider.System)
            .Find(Path.Combine(_home.FullName, "openvpn", device, "openvpn.pid"))!
            .ProcessId;

    public string ServerLog(string device) =>
        File.ReadAllText(Path.Combine(_home.FullName, "openvpn", device, "openvpn.log"));

    public bool HasFolder(string device) => Directory.Exists(Path.Combine(_home.FullName, "openvpn", device));

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        await Plane.RemoveAsync(CancellationToken.None);
        await Plane.DisposeAsync();
        await Hosts.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private OpenVpnPlane NewPlane() =>
        new(
            new()
            {
                Home = _home.FullName,
                RenegotiateSeconds = _renegotiateSeconds,
                StopGrace = TimeSpan.FromMilliseconds(500),
                // This process is not on the servers' host.
                ProbeEvery = null,
            },
            new NamespacedDaemons(new Daemons(TimeProvider.System), Hosts.Server),
            Sessions,
            TimeProvider.System,
            NullLogger<OpenVpnPlane>.Instance
        );
}
