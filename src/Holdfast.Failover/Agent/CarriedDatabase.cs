using Holdfast.Failover.Postgres;

namespace Holdfast.Failover.Agent;

/// <summary>A database whose server goes on while one agent gives way to the next.</summary>
internal sealed record CarriedDatabase(DatabaseKeeper Keeper, DatabaseWire Wire) : IAsyncDisposable
{
    /// <summary>Nobody goes on with it: the server has stopped when it returns.</summary>
    public ValueTask DisposeAsync() => Keeper.DisposeAsync();
}
