using Holdfast.Data;
using Holdfast.Databases.Pairs;
using Holdfast.Testing;

namespace Holdfast.Tests.Databases.Pairs;

[Trait("needs", "postgres")]
public sealed class UseMarkTests
{
    [Fact]
    public async Task Mark_IsThereOnlyWhenItWasSet()
    {
        await using var target = await TestDatabase.CreateEmptyAsync(DatabaseKind.Postgres);

        Assert.False(await UseMark.IsThereAsync(target.Database, CancellationToken.None));
        await UseMark.SetAsync(target.Database, CancellationToken.None);
        Assert.True(await UseMark.IsThereAsync(target.Database, CancellationToken.None));
    }

    [Fact]
    public async Task Empty_RestOfAMove_LeavesNothing()
    {
        await using var target = await TestDatabase.CreateAsync(DatabaseKind.Postgres);

        await UseMark.EmptyAsync(target.Database, CancellationToken.None);

        var tables = await target.Database.ReadAsync(
            unit =>
                unit.FirstAsync(
                    "SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'",
                    row => row.Int("tables")
                ),
            CancellationToken.None
        );
        Assert.Equal(0, tables);
    }
}
