namespace Holdfast.Data.Epochs;

/// <summary>The epoch of the database: of two databases that both claim to be right, the one with the higher epoch is.</summary>
public sealed class EpochStore
{
    public async Task<long> ReadAsync(IUnitOfWork unit) =>
        await unit.FirstAsync("SELECT epoch FROM meta", row => row.Long("epoch"));

    /// <summary>After this database has taken over from another, or was restored.</summary>
    /// <returns>The new epoch.</returns>
    public async Task<long> RaiseAsync(IUnitOfWork unit) =>
        await unit.FirstAsync("UPDATE meta SET epoch = epoch + 1 RETURNING epoch", row => row.Long("epoch"));
}
