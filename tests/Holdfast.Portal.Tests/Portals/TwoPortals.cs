using Holdfast.Data;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Portals;

/// <summary>Two portals at one database, and one node.</summary>
public abstract class TwoPortals(DatabaseKind kind) : IAsyncLifetime
{
    public RunningPortal First { get; } = RunningPortal.On(kind);

    public RunningPortal Second { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await First.InitializeAsync();
        Second = await First.StartBesideAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Second is not null)
        {
            await Second.DisposeAsync();
        }

        await First.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class TwoPortalsOnSqlite() : TwoPortals(DatabaseKind.Sqlite);

public sealed class TwoPortalsOnPostgres() : TwoPortals(DatabaseKind.Postgres);
