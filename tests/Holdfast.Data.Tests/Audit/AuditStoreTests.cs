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

        var first = await ReadAsync(unit => Stores.Audit.ListAsync(unit, AuditFilter.All, before: null, limit: 2));
        var mark = new AuditMark(first[^1].At, first[^1].Id);
        var second = await ReadAsync(unit => Stores.Audit.ListAsync(unit, AuditFilter.All, mark, limit: 9));

        // Entries of one moment have some order, which stays.
        Assert.Equal(entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id), first.Concat(second));
    }

    [Theory]
    [InlineData("", "", "", null, null, 4)]
    [InlineData("ADM", "", "", null, null, 3)]
    [InlineData("", "user.", "", null, null, 3)]
    [InlineData("", "ser.", "", null, null, 0)]
    [InlineData("", "", "an%a", null, null, 0)]
    [InlineData("", "", "Anna", null, null, 2)]
    [InlineData("adm", "user.", "anna", 1, null, 1)]
    [InlineData("", "", "", 1, 3, 2)]
    public async Task ListAsync_Filtered_OnlyWhatMatchesAll(
        string actor,
        string action,
        string subject,
        int? from,
        int? until,
        int found
    )
    {
        await AddAsync(0, "admin", "user.add", "anna");
        await AddAsync(1, "Admin", "user.change", "ANNA");
        await AddAsync(2, "admin", "user.add", "bert");
        await AddAsync(3, "carl", "sign-in", "carl");
        var filter = new AuditFilter
        {
            Actor = actor,
            Action = action,
            Subject = subject,
            From = from is { } first ? Now.AddSeconds(first) : null,
            Until = until is { } last ? Now.AddSeconds(last) : null,
        };

        Assert.Equal(found, (await ReadAsync(unit => Stores.Audit.ListAsync(unit, filter, null, limit: 9))).Count);
    }

    [Fact]
    public async Task SealAsync_One_IsNoLongerUnsealedAndTheHead()
    {
        var first = await AddAsync(0, "admin", "user.add", "anna");
        await AddAsync(1, "admin", "user.add", "bert");
        await SealAsync(first, 1);

        var waiting = await ReadAsync(unit => Stores.Audit.UnsealedAsync(unit, most: 9));
        Assert.Equal(["bert"], waiting.Select(entry => entry.Subject));
        Assert.Equal(1, await ReadAsync(Stores.Audit.CountUnsealedAsync));
        var (number, seal) = await ReadAsync(Stores.Audit.HeadAsync);
        Assert.Equal((1, (byte)1), (number, seal[0]));
        var found = Assert.Single(await ReadAsync(unit => Stores.Audit.SealedAsync(unit, after: 0, most: 9)));
        Assert.Equal((1, first), (found.Number, found.Entry.Id));
    }

    [Fact]
    public async Task PurgeAsync_SomeOld_ForgetsThoseFromTheFloorOnAndNeverAnUnsealedOne()
    {
        for (var i = 0; i < 4; i++)
        {
            await SealAsync(await AddAsync(i, "admin", "user.add", $"{i}"), i + 1);
        }

        await AddAsync(0, "admin", "user.add", "unsealed");

        Assert.Equal(2, await PurgeAsync(3, most: 2));
        Assert.Equal(1, await PurgeAsync(3, most: 2));
        Assert.Equal(0, await PurgeAsync(3, most: 2));
        Assert.Equal(3, (await ReadAsync(Stores.Audit.FloorAsync)).Number);
        var left = await ReadAsync(unit => Stores.Audit.ListAsync(unit, AuditFilter.All, null, limit: 9));
        Assert.Equal(["3", "unsealed"], left.Select(entry => entry.Subject));
    }

    private Task<int> PurgeAsync(int before, int most) =>
        WriteAsync(unit => Stores.Audit.PurgeAsync(unit, Now.AddSeconds(before), most));

    private async Task<Guid> AddAsync(int second, string actor, string action, string subject)
    {
        var id = Guid.CreateVersion7();
        var entry = new AuditEntry(id, Now.AddSeconds(second), actor, action, subject, "{}", null);
        await WriteAsync(unit => Stores.Audit.AddAsync(unit, entry));
        return id;
    }

    private Task SealAsync(Guid id, long number) =>
        WriteAsync(unit => Stores.Audit.SealAsync(unit, id, new ChainEnd(number, [(byte)number])));
}

public sealed class AuditStoreSqliteTests() : AuditStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class AuditStorePostgresTests() : AuditStoreTests(DatabaseKind.Postgres);
