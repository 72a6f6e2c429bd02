using Holdfast.Data;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Hosting;
using Holdfast.Testing;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Holdfast.Portal.Tests.Running;

/// <summary>Two portals on one database that are built and never started, so that their jobs run only when a test says so.</summary>
internal sealed class IdlePortals : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SecretBox _box = new(new MasterKeyRing(MasterKey.New()));
    private readonly TestDatabase _database;

    private IdlePortals(TestDatabase database) => _database = database;

    public IDatabase Database => _database.Database;

    public ShiftedClock Clock { get; } = new();

    public Stores Stores { get; } = new();

    public WebApplication First { get; private set; } = null!;

    public WebApplication Second { get; private set; } = null!;

    public static async Task<IdlePortals> CreateAsync(DatabaseKind kind)
    {
        var portals = new IdlePortals(await TestDatabase.CreateAsync(kind));
        portals.First = await portals.BuildAsync(portals.Database);
        portals.Second = await portals.BuildAsync(portals._database.OpenAnother());
        return portals;
    }

    /// <summary>They take turns.</summary>
    public WebApplication InTurn(int turn) => turn % 2 == 0 ? First : Second;

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    private Task<WebApplication> BuildAsync(IDatabase database) =>
        PortalApplication.BuildAsync(
            new PortalOptions
            {
                Home = _folder.Path,
                // Stands in links; nobody listens there.
                Port = 8443,
                AdminSocket = Path.Combine(_folder.Path, "admin.sock"),
            },
            database,
            _box,
            Clock,
            TestContext.Current.CancellationToken
        );
}
