using Holdfast.Data.Settings;
using Holdfast.Data.Sqlite;

namespace Holdfast.Data.Tests.Sqlite;

/// <summary>Writes from many tasks and says each key as soon as it is acknowledged, until it is killed.</summary>
internal static class CrashWriter
{
    private static readonly SettingStore Settings = new();

    public static async Task RunAsync(string path)
    {
        await using var database = SqliteDatabase.Open(path);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(task => WriteAsync(database, task)));
    }

    private static async Task WriteAsync(SqliteDatabase database, int task)
    {
        for (var i = 0; ; i++)
        {
            var key = $"{task}-{i}";
            await database.WriteAsync(
                async unit =>
                {
                    await Settings.PutAsync(unit, key, "1", DateTimeOffset.UnixEpoch);
                    return true;
                },
                CancellationToken.None
            );
            // Console writers are synchronised and flush each line.
            await Console.Out.WriteLineAsync(key);
        }
    }
}
