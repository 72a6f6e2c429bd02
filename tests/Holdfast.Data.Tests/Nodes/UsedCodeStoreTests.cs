using Holdfast.Data.Nodes;

namespace Holdfast.Data.Tests.Nodes;

public abstract class UsedCodeStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private static readonly UsedCode Used = new("c1", "key", "n1", Now, Now.AddHours(1));

    private UsedCodeStore Codes => Stores.UsedCodes;

    [Fact]
    public async Task AddAsync_SeveralAtOnce_TheFirstCounts()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => AddAsync(Used with { NodeId = $"n{n}" })));

        Assert.Single(added, one => one);
        Assert.Equal($"n{Array.IndexOf(added, true)}", (await FindAsync("c1"))!.NodeId);
    }

    [Fact]
    public async Task FindAsync_GivesWhatWasAdded()
    {
        await AddAsync(Used);

        Assert.Equal(Used, await FindAsync("c1"));
        Assert.Null(await FindAsync("c2"));
    }

    [Fact]
    public async Task RemoveAsync_AndPurge_Forget()
    {
        await AddAsync(Used);
        await AddAsync(Used with { CodeId = "c2" });
        await AddAsync(Used with { CodeId = "c3", EndsAt = Now.AddHours(2) });

        Assert.Equal(1, await WriteAsync(unit => Codes.RemoveAsync(unit, "c1")));
        Assert.Equal(1, await WriteAsync(unit => Codes.PurgeAsync(unit, Now.AddMinutes(90))));

        Assert.Null(await FindAsync("c1"));
        Assert.Null(await FindAsync("c2"));
        Assert.NotNull(await FindAsync("c3"));
    }

    private Task<bool> AddAsync(UsedCode used) => WriteAsync(unit => Codes.AddAsync(unit, used));

    private Task<UsedCode?> FindAsync(string code) => ReadAsync(unit => Codes.FindAsync(unit, code));
}

public sealed class UsedCodeStoreSqliteTests() : UsedCodeStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class UsedCodeStorePostgresTests() : UsedCodeStoreTests(DatabaseKind.Postgres);
