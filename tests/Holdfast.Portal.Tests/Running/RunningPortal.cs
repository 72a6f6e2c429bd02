using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Holdfast.Data;
using Holdfast.Data.Migrations;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Starting;
using Holdfast.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Running;

/// <summary>A whole portal in this process, at real sockets, with SQLite in a temporary folder and a <see cref="FakeNode"/>.</summary>
public sealed class RunningPortal : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private IDatabase _database = null!;
    private WebApplication _app = null!;

    /// <summary>Another database than a file in the folder.</summary>
    public string? DatabaseSetting { get; init; }

    public FakeNode Node { get; private set; } = null!;

    public PortalOptions Options { get; private set; } = null!;

    /// <summary>The portal's time of day.</summary>
    public ShiftedClock Clock { get; } = new();

    public IServiceProvider Services => _app.Services;

    public IDatabase Database => _database;

    public Uri Address => new(Options.PublicUrl);

    /// <summary>Speaks to the admin socket.</summary>
    public HttpClient Admin { get; private set; } = null!;

    public string AdminPassword => File.ReadAllText(Options.AdminPasswordFile!).Trim();

    public async ValueTask InitializeAsync()
    {
        var home = _folder.Path;
        Options = new PortalOptions
        {
            Home = home,
            Port = FreePort.Next(),
            AdminSocket = Path.Combine(home, "admin.sock"),
            AdminPasswordFile = Path.Combine(home, "admin-password"),
            CaFile = Path.Combine(home, "ca.pem"),
            DefaultProfile = new(),
        };
        var keys = MasterKeyFile.LoadOrCreate(Path.Combine(home, "master.key")).Value!;
        _database = DatabaseFactory.Open(DatabaseSetting ?? Path.Combine(home, "holdfast.db"));
        await DatabaseMigrations.ApplyAsync(_database, TimeProvider.System, CancellationToken.None);
        _app = await BuildAsync(keys);
        await Services.GetRequiredService<FirstStart>().RunAsync(CancellationToken.None);
        await _app.StartAsync();
        Admin = AdminClient(Options.AdminSocket);
        Node = await FakeNode.StartAsync();
        await EnrolAsync(Node);
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _app.StopAsync(deadline.Token);
        await _app.DisposeAsync();
        await Node.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A browser and app of its own, that trusts the portal's authority and nobody else.</summary>
    public TestApp NewApp(string clientId = "org.letsconnect-vpn.app.linux") => new(this, clientId);

    public async Task<string> AddUserAsync(string? name = null, params string[] groups)
    {
        name ??= $"user{Guid.CreateVersion7():N}"[..20];
        using var answer = await Admin.PostAsJsonAsync(
            "/api/admin/v1/users",
            new
            {
                name,
                password = TestApp.Password,
                groups,
            }
        );
        Assert.Equal(201, (int)answer.StatusCode);
        return name;
    }

    /// <summary>Enrols another node, and waits until it carries the profile. It is the caller's to dispose, after the portal.</summary>
    public async Task<FakeNode> AddNodeAsync(string hostName)
    {
        var node = await FakeNode.StartAsync(hostName);
        var id = await EnrolAsync(node);
        var registry = Services.GetRequiredService<NodeRegistry>();
        await UntilAsync(() => Task.FromResult(registry[id].Status?.Services.Count > 0), $"{id} carries something");
        return node;
    }

    /// <summary>Waits for a condition, at most 10 seconds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var until = Environment.TickCount64 + 10_000;
        while (!await condition())
        {
            Assert.True(Environment.TickCount64 < until, $"It did not happen in 10 s: {what}");
            await Task.Delay(20);
        }
    }

    /// <summary>Another portal at the same database, that serves nobody but the test.</summary>
    public Task<WebApplication> BuildAnotherAsync() =>
        BuildAsync(MasterKeyFile.LoadOrCreate(Path.Combine(Options.Home, "master.key")).Value!);

    private Task<WebApplication> BuildAsync(MasterKeyRing keys) =>
        PortalApplication.BuildAsync(Options, _database, new SecretBox(keys), Clock, CancellationToken.None);

    private async Task<string> EnrolAsync(FakeNode node)
    {
        using var answer = await Admin.PostAsJsonAsync("/api/admin/v1/nodes", new { code = node.NewCode() });
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        await UntilAsync(
            async () =>
            {
                using var ready = await Admin.GetAsync("/readyz");
                return ready.IsSuccessStatusCode;
            },
            "ready"
        );
        return JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
    }

    private static HttpClient AdminClient(string socketPath) =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancel) =>
                {
                    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancel);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = new Uri("http://admin"),
        };
}
