using Holdfast.Data.Configurations;
using Holdfast.Model.Addresses;

namespace Holdfast.Data.Tests.Configurations;

public abstract class PartStoreTests(DatabaseKind kind) : ConfigurationFixture(kind)
{
    private PartStore Parts => Stores.Parts;

    [Fact]
    public async Task PutAsync_Again_ReplacesThoseOfTheProfile()
    {
        await PutAsync("other", ("@", new(0, 64)));
        await PutAsync(ProfileId, ("@", new(0, 256)));
        await PutAsync(ProfileId, ("@", new(0, 128)), ("@52", new(128, 128)));

        Assert.Equal([("@", new(0, 128)), ("@52", new(128, 128))], await OfAsync(ProfileId));
        Assert.Equal([("@", new(0, 64))], await OfAsync("other"));

        await WriteAsync(unit => Parts.RemoveProfileAsync(unit, ProfileId));
        Assert.Empty(await OfAsync(ProfileId));
        Assert.Single(await OfAsync("other"));
    }

    private Task PutAsync(string profileId, params (string Part, PoolSlice Slice)[] parts) =>
        WriteAsync(async unit =>
        {
            await Parts.PutAsync(unit, profileId, parts.Select(one => KeyValuePair.Create(one.Part, one.Slice)));
            return true;
        });

    private async Task<IEnumerable<(string, PoolSlice)>> OfAsync(string profileId) =>
        (await ReadAsync(unit => Parts.OfProfileAsync(unit, profileId)))
            .OrderBy(part => part.Key, StringComparer.Ordinal)
            .Select(part => (part.Key, part.Value));
}

public sealed class PartStoreSqliteTests() : PartStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class PartStorePostgresTests() : PartStoreTests(DatabaseKind.Postgres);
