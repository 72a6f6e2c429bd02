using System.Globalization;

namespace Holdfast.Failover.Postgres;

/// <summary>
/// Keeps aside what this member's database has and the other's has not, before it is overwritten: the write-ahead log from the point at
/// which the two parted, and a readable list of it.
/// </summary>
internal sealed class Divergence(PostgresPlan plan, PostgresTools tools)
{
    private const int SegmentBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    /// <summary>What was kept so far, the oldest first.</summary>
    public IReadOnlyList<string> Kept =>
        Directory.Exists(plan.Aside)
            ? [.. Directory.EnumerateFileSystemEntries(plan.Aside).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Nothing is kept when nothing was committed since.</summary>
    /// <param name="led">This member's data was written by itself last.</param>
    /// <returns>False: both are on the same timeline.</returns>
    /// <exception cref="JobFailedException">It cannot be kept.</exception>
    public async Task<bool> KeepAsync(PostgresConnection other, bool led, CancellationToken cancel)
    {
        var (timeline, theirs) = (Newest(), await HistoryAsync(other, cancel));
        var isSame = timeline == theirs.Timeline;
        var fork =
            !isSame ? Fork(theirs.History, timeline)
            : led ? Fork(OwnHistory(timeline), parent: null)
            : null;
        if (fork is not null)
        {
            await KeepAsync(timeline, fork, cancel);
        }

        return !isSame;
    }

    private async Task KeepAsync(uint timeline, string fork, CancellationToken cancel)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"timeline-{timeline}-from-{fork.Replace('/', '_')}");
        var folder = Path.Combine(plan.Aside, name);
        await tools.RunAsync(["mkdir", "-p", folder], cancel);
        await DumpAsync(timeline, fork, folder, cancel);
        if ((await File.ReadAllTextAsync(Path.Combine(folder, "commits"), cancel)).Trim() == "0")
        {
            await tools.RunAsync(["rm", "-r", folder], cancel);
            return;
        }

        await tools.RunAsync(["cp", "-n", .. Segments(timeline, fork), folder], cancel, timeout: Long);
    }

    /// <summary>It ends with an error where the log ends.</summary>
    private Task<string> DumpAsync(uint timeline, string fork, string folder, CancellationToken cancel) =>
        tools.RunAsync(
            [
                "sh",
                "-c",
                """
                "$1" -p "$2" -t "$3" -s "$4" >"$5/waldump.txt" 2>&1
                grep -c 'rmgr: Transaction.*COMMIT' "$5/waldump.txt" >"$5/commits"
                exit 0
                """,
                "sh",
                plan.Program("pg_waldump"),
                Path.Combine(plan.Data, "pg_wal"),
                string.Create(CultureInfo.InvariantCulture, $"{timeline}"),
                fork,
                folder,
            ],
            cancel,
            timeout: Long
        );

    /// <summary>The newest timeline of which this member has something.</summary>
    private uint Newest() =>
        SegmentFiles()
            .Select(file =>
                uint.Parse(Path.GetFileName(file)[..8], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            )
            .DefaultIfEmpty()
            .Max();

    private IEnumerable<string> Segments(uint timeline, string fork)
    {
        var parts = fork.Split('/');
        var low = uint.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) / SegmentBytes;
        var first = string.Create(CultureInfo.InvariantCulture, $"{timeline:X8}{parts[0].PadLeft(8, '0')}{low:X8}");
        return SegmentFiles()
            .Where(file =>
                string.CompareOrdinal(Path.GetFileName(file), first) >= 0
                && Path.GetFileName(file).StartsWith(first[..8], StringComparison.Ordinal)
            );
    }

    private IEnumerable<string> SegmentFiles() =>
        Directory
            .EnumerateFiles(Path.Combine(plan.Data, "pg_wal"))
            .Where(file => Path.GetFileName(file) is { Length: 24 } name && name.All(char.IsAsciiHexDigit));

    private string OwnHistory(uint timeline)
    {
        var path = Path.Combine(plan.Data, "pg_wal", $"{timeline:X8}.history");
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    /// <summary>The timeline of the other, and where it and its ancestors were left: a file beside its log.</summary>
    private static async Task<(uint Timeline, string History)> HistoryAsync(
        PostgresConnection other,
        CancellationToken cancel
    )
    {
        const string Timeline = "substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)";
        var row = await other.AskAsync($"SELECT {Timeline}", Short, cancel);
        var name = (string)row![0]!;
        var timeline = uint.Parse(name, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (timeline == 1)
        {
            return (timeline, "");
        }

        var file = await other.AskAsync(
            $"SELECT convert_from(pg_read_binary_file('pg_wal/{name}.history'), 'UTF8')",
            Short,
            cancel
        );
        return (timeline, (string)file![0]!);
    }

    /// <summary>Where a timeline was left, or the last of all; lines of a number, a position and a reason.</summary>
    private static string? Fork(string history, uint? parent) =>
        history
            .Split('\n')
            .Select(line => line.Split('\t'))
            .Where(words =>
                words.Length >= 2
                && uint.TryParse(words[0], CultureInfo.InvariantCulture, out var id)
                && id == (parent ?? id)
            )
            .Select(words => words[1])
            .LastOrDefault();
}
