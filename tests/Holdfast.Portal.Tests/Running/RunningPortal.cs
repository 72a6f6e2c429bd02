using System.Net.Http.Json;
using System.Net.Sockets;
using Holdfast.Data;
using Holdfast.Data.Migrations;
using Holdfast.Identity.Passwords;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Portals;
using Holdfast.Portal.Starting;
using Holdfast.Testing;
using Holdfast.Testing.Waiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Running;

/// <summary>A whole portal in this process, at real sockets, with SQLite in a temporary folder and a <see cref="FakeNode"/>.</summary>
public sealed class RunningPortal : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly DatabaseKind _kind;
    private readonly RunningPortal? _beside;
    private bool _reachesNode = true;
    private readonly string? _given;
    private TestDatabase? _testDatabase;
    private IDatabase _database = null!;
    private WebApplication _app = null!;

    public RunningPortal()
        : this(DatabaseKind.Sqlite, beside: null) { }

    /// <param name="beside">Another portal, at whose database this one serves; null: it has its own, and a node.</param>
    private RunningPortal(DatabaseKind kind, RunningPortal? beside)
    {
        (_kind, _beside) = (kind, beside);
        Clock = beside?.Clock ?? new();
    }

    public FakeNode Node { get; private set; } = null!;

    public PortalOptions Options { get; private set; } = null!;

    /// <summary>How long a failed sign-in takes where there are sources.</summary>
    public TimeSpan FailedSignInPace { get; init; }

    /// <summary>The portal's time of day.</summary>
    public ShiftedClock Clock { get; }

    public IServiceProvider Services => _app.Services;

    public IDatabase Database => _database;

    /// <summary>What another portal would be told to open. Given: another database than one of its own.</summary>
    public string DatabaseSetting
    {
        get => _given ?? _testDatabase!.Setting;
        init => _given = value;
    }

    public Uri Address => new(Options.PublicUrl);

    /// <summary>Speaks to the admin socket.</summary>
    public HttpClient Admin { get; private set; } = null!;

    public string AdminPassword => File.ReadAllText(Options.AdminPasswordFile!).Trim();

    public static RunningPortal On(DatabaseKind kind) => new(kind, beside: null);

    /// <summary>One more portal, whole, at the same database; it is the caller's to dispose, before this one.</summary>
    /// <param name="reachesNode">False: it never gets a link to <see cref="Node"/>.</param>
    public async Task<RunningPortal> StartBesideAsync(bool reachesNode = true)
    {
        var portal = new RunningPortal(_kind, this) { _reachesNode = reachesNode };
        await portal.InitializeAsync();
        return portal;
    }

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
            PasswordCost = new Argon2Cost(1, 64 * 1024),
            FailedSignInPace = FailedSignInPace,
        };
        if (_beside is not null)
        {
            File.Copy(Path.Combine(_beside.Options.Home, "master.key"), Path.Combine(home, "master.key"));
        }

        var keys = MasterKeyFile.LoadOrCreate(Path.Combine(home, "master.key")).Value!;
        _testDatabase =
            _given is not null ? null
            : _beside is null ? await TestDatabase.CreateAsync(_kind)
            : _beside._testDatabase;
        _database =
            _given is not null ? await OpenAsync(_given)
            : _beside is null ? _testDatabase!.Database
            : _testDatabase!.OpenAnother();
        _app = await BuildAsync(keys);
        await Services.GetRequiredService<FirstStart>().RunAsync(CancellationToken.None);
        await Services.GetRequiredService<FormKeys>().EnsureAsync(CancellationToken.None);
        ReachNode();
        await _app.StartAsync();
        // Made when it is first needed; its time is to be that of the clients, whom no test puts forward.
        _ = Services.GetRequiredService<TlsCertificates>().Current;
        Admin = AdminClient(Options.AdminSocket);
        await HaveNodeAsync();
    }

    private static async Task<IDatabase> OpenAsync(string setting)
    {
        var database = DatabaseFactory.Open(setting);
        await DatabaseMigrations.ApplyAsync(database, TimeProvider.System, CancellationToken.None);
        return database;
    }

    private async Task HaveNodeAsync()
    {
        if (_beside is null)
        {
            Node = await FakeNode.StartAsync();
            await EnrolAsync(Node);
        }
        else
        {
            Node = _beside.Node;
            await Eventually.TrueAsync("a link", () => !_reachesNode || IsLinked());
        }
    }

    private bool IsLinked() => Services.GetRequiredService<NodeRegistry>().All.Any(node => node.Status is not null);

    private void ReachNode()
    {
        if (!_reachesNode)
        {
            _beside!.Node.Unheard[Services.GetRequiredService<ThisPortal>().Id] = true;
        }
    }

    /// <summary>As its process would after SIGTERM.</summary>
    /// <param name="draining">Happens after it is no longer ready and before its doors close.</param>
    public async Task StopInOrderAsync(Func<Task> draining)
    {
        await PortalEnd.DrainAsync(_app, TimeSpan.Zero, Clock);
        await draining();
        await _app.StopAsync(CancellationToken.None);
    }

    /// <summary>Ends it as far as it goes in a few seconds.</summary>
    public async Task StopAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _app.StopAsync(deadline.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await StopAsync();
        await _app.DisposeAsync();
        if (_beside is null)
        {
            await Node.DisposeAsync();
            await (_testDatabase?.DisposeAsync() ?? _database.DisposeAsync());
        }

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
    /// <param name="id">What the portal calls it; null: the next free name.</param>
    public async Task<FakeNode> AddNodeAsync(string hostName, string? id = null)
    {
        var node = await FakeNode.StartAsync(hostName);
        await EnrolAsync(node, id);
        var registry = Services.GetRequiredService<NodeRegistry>();
        await Eventually.TrueAsync($"{node.Id} carries something", () => registry[node.Id].Status?.Services.Count > 0);
        return node;
    }

    /// <summary>Another portal at the same database, that serves nobody but the test.</summary>
    public Task<WebApplication> BuildAnotherAsync() =>
        BuildAsync(MasterKeyFile.LoadOrCreate(Path.Combine(Options.Home, "master.key")).Value!);

    private Task<WebApplication> BuildAsync(MasterKeyRing keys) =>
        PortalApplication.BuildAsync(Options, _database, new SecretBox(keys), Clock, CancellationToken.None);

    private async Task EnrolAsync(FakeNode node, string? id = null)
    {
        using var answer = await Admin.PostAsJsonAsync("/api/admin/v1/nodes", new { code = node.NewCode(), id });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await UntilReadyAsync();
    }

    private Task UntilReadyAsync() =>
        Eventually.TrueAsync(
            "ready",
            async () =>
            {
                using var ready = await Admin.GetAsync("/readyz");
                return ready.IsSuccessStatusCode;
            }
        );

    private static HttpClient AdminClient(string socketPath) =>
        new(
            new DescribedAnswers(
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
        )
        {
            BaseAddress = new Uri("http://admin"),
        };
}
