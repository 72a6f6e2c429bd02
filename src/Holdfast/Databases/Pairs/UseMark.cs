using Holdfast.Data;

namespace Holdfast.Databases.Pairs;

/// <summary>
/// Written into a pair's database when a portal is about to use it. Without it, what is there is the rest of a move that did not come to
/// its end, which nobody has seen.
/// </summary>
internal static class UseMark
{
    private const string Text = "Holdfast: in use";

    public static Task<bool> IsThereAsync(IDatabase database, CancellationToken cancel) =>
        database.ReadAsync(
            async unit =>
                await unit.FirstAsync(
                    $"SELECT CASE WHEN obj_description('public'::regnamespace) = '{Text}' THEN 1 ELSE 0 END AS used",
                    row => row.Int("used")
                ) == 1,
            cancel
        );

    public static Task SetAsync(IDatabase database, CancellationToken cancel) =>
        database.WriteAsync(unit => unit.ExecuteAsync($"COMMENT ON SCHEMA public IS '{Text}'"), cancel);

    /// <summary>Throws away what nobody has used.</summary>
    public static Task EmptyAsync(IDatabase database, CancellationToken cancel) =>
        database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("DROP SCHEMA public CASCADE");
                return await unit.ExecuteAsync("CREATE SCHEMA public");
            },
            cancel
        );
}
