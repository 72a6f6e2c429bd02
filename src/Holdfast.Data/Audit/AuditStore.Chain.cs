namespace Holdfast.Data.Audit;

/// <summary>The chain of entries. Who changes it holds a lease: one at a time.</summary>
public sealed partial class AuditStore
{
    private const string Head = "head";
    private const string Floor = "floor";

    /// <summary>The newest entry that was sealed.</summary>
    public Task<ChainEnd> HeadAsync(IUnitOfWork unit) => EndAsync(unit, Head);

    /// <summary>The newest entry that was sealed and is forgotten.</summary>
    public Task<ChainEnd> FloorAsync(IUnitOfWork unit) => EndAsync(unit, Floor);

    /// <summary>The oldest first.</summary>
    public Task<IReadOnlyList<AuditEntry>> UnsealedAsync(IUnitOfWork unit, int most) =>
        unit.QueryAsync(
            $"SELECT {Columns} FROM audit WHERE number IS NULL ORDER BY at, id LIMIT @most",
            Map,
            ("most", most)
        );

    public async Task<long> CountUnsealedAsync(IUnitOfWork unit) =>
        await unit.FirstAsync("SELECT count(*) AS n FROM audit WHERE number IS NULL", row => row.Long("n"));

    /// <summary>In the order of their numbers, without those that are not there.</summary>
    public Task<IReadOnlyList<SealedEntry>> SealedAsync(IUnitOfWork unit, long after, int most) =>
        unit.QueryAsync(
            $"SELECT {Columns}, number, seal FROM audit WHERE number > @after ORDER BY number LIMIT @most",
            row => new SealedEntry(row.Long("number"), row.BytesOrNull("seal") ?? [], Map(row)),
            ("after", after),
            ("most", most)
        );

    public async Task SealAsync(IUnitOfWork unit, Guid id, ChainEnd head)
    {
        await unit.ExecuteAsync(
            "UPDATE audit SET number = @number, seal = @seal WHERE id = @id",
            ("number", head.Number),
            ("seal", head.Seal),
            ("id", id)
        );
        await SetEndAsync(unit, Head, head);
    }

    /// <summary>Forgets the oldest entries of the chain: those before the first that is younger.</summary>
    /// <param name="before">What is older is forgotten.</param>
    /// <param name="most">At once.</param>
    /// <returns>How many were forgotten.</returns>
    public async Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset before, int most)
    {
        var oldest = await SealedAsync(unit, after: 0, most);
        if (oldest.TakeWhile(entry => entry.Entry.At < before).LastOrDefault() is not { } last)
        {
            return 0;
        }

        await SetEndAsync(unit, Floor, new ChainEnd(last.Number, last.Seal));
        return await unit.ExecuteAsync("DELETE FROM audit WHERE number <= @number", ("number", last.Number));
    }

    private static async Task<ChainEnd> EndAsync(IUnitOfWork unit, string name) =>
        await unit.FirstAsync(
            "SELECT number, seal FROM audit_chain WHERE name = @name",
            row => new ChainEnd(row.Long("number"), row.Bytes("seal")),
            ("name", name)
        ) ?? ChainEnd.None;

    private static Task<int> SetEndAsync(IUnitOfWork unit, string name, ChainEnd end) =>
        unit.ExecuteAsync(
            """
            INSERT INTO audit_chain (name, number, seal) VALUES (@name, @number, @seal)
            ON CONFLICT (name) DO UPDATE SET number = excluded.number, seal = excluded.seal
            """,
            ("name", name),
            ("number", end.Number),
            ("seal", end.Seal)
        );
}
