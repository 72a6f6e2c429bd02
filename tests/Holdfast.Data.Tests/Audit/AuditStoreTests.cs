using System.Net;
using Holdfast.Data.Audit;

namespace Holdfast.Data.Tests.Audit;

public abstract class AuditStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task ListAsync_Pages_NewestFirstWithEveryValue()
    {
        var entries = new List<AuditEntry>();
        for (var i = 0; i < 5; i++)
        {
            var from = i == 0 ? null : IPAddress.Parse($"2001:db8::{i}");
            var entry = new AuditEntry(
                Guid.CreateVersion7(),
                Now.AddSeconds(i / 2),
                "admin",
                "user.add",
                $"user {i}",
                $$"""{"n":{{i}}}""",
                from
            );
            await WriteAsync(unit => Stores.Audit.AddAsync(unit, entry));
            entries.Insert(0, entry);
        }

        var first = await ReadAsync(unit => Stores.Audit.ListAsync(unit, before: null, limit: 2));
        var mark = new AuditMark(first[^1].At, first[^1].Id);
        var second = await ReadAsync(unit => Stores.Audit.ListAsync(unit, mark, limit: 9));

        // Entries of one moment have some order, which stays.
        Assert.Equal(entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id), first.Concat(second));
        Assert.Equal(3, await WriteAsync(unit => Stores.Audit.PurgeAsync(unit, Now.AddSeconds(2), most: 3)));
        Assert.Equal(1, await WriteAsync(unit => Stores.Audit.PurgeAsync(unit, Now.AddSeconds(2), most: 3)));
    }
}

public sealed class AuditStoreSqliteTests() : AuditStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class AuditStorePostgresTests() : AuditStoreTests(DatabaseKind.Postgres);
