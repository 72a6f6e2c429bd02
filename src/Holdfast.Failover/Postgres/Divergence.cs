using System.Globalization;

namespace Holdfast.Failover.Postgres;

/// <summary>
/// Keeps aside what this member's database has and the other's has not, before it is overwritten: the write-ahead log from the point at
/// which the two parted, and a readable list of it.
/// </summary>
internal sealed class Divergence(PostgresPlan plan, PostgresTools tools)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    /// <summary>What was kept so far, the oldest first.</summary>
    public IReadOnlyList<string> Kept =>
        Directory.Exists(plan.Aside)
            ?
            [
                .. new DirectoryInfo(plan.Aside)
                    .EnumerateDirectories()
                    .OrderBy(one => one.LastWriteTimeUtc)
                    .Select(one => one.FullName),
            ]
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
            !isSame ? theirs.History.Left(timeline)
            : led ? OwnHistory(timeline).Beginning
            : null;
        if (fork is { } position)
        {
            await KeepAsync(timeline, position, cancel);
        }

        return !isSame;
    }

    private async Task KeepAsync(uint timeline, LogPosition fork, CancellationToken cancel)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"timeline-{timeline}-from-{$"{fork}".Replace('/', '_')}"
        );
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
    private Task<string> DumpAsync(uint timeline, LogPosition fork, string folder, CancellationToken cancel) =>
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
                $"{fork}",
                folder,
            ],
            cancel,
            timeout: Long
        );

    /// <summary>The newest timeline of which this member has something.</summary>
    private uint Newest() =>
        SegmentFiles().Select(file => SegmentName.TimelineOf(Path.GetFileName(file)) ?? 0).DefaultIfEmpty().Max();

    private IEnumerable<string> Segments(uint timeline, LogPosition fork) =>
        SegmentFiles()
            .Where(file =>
                SegmentName.TimelineOf(Path.GetFileName(file)) == timeline
                && string.CompareOrdinal(Path.GetFileName(file), fork.SegmentOn(timeline)) >= 0
            );

    private IEnumerable<string> SegmentFiles() =>
        Directory
            .EnumerateFiles(Path.Combine(plan.Data, "pg_wal"))
            .Where(file => SegmentName.TimelineOf(Path.GetFileName(file)) is not null);

    private TimelineHistory OwnHistory(uint timeline)
    {
        var path = Path.Combine(plan.Data, "pg_wal", $"{timeline:X8}.history");
        return File.Exists(path) ? Parsed(File.ReadAllText(path)) : TimelineHistory.Empty;
    }

    /// <summary>The timeline of the other, and where it and its ancestors were left: a file beside its log.</summary>
    private static async Task<(uint Timeline, TimelineHistory History)> HistoryAsync(
        PostgresConnection other,
        CancellationToken cancel
    )
    {
        var row = await other.AskAsync("SELECT pg_walfile_name(pg_current_wal_lsn())", Short, cancel);
        if (row is not [string segment] || SegmentName.TimelineOf(segment) is not { } timeline)
        {
            throw new JobFailedException("The other member does not say on which timeline it is.");
        }

        if (timeline == 1)
        {
            return (timeline, TimelineHistory.Empty);
        }

        var file = await other.AskAsync(
            $"SELECT convert_from(pg_read_binary_file('pg_wal/{timeline:X8}.history', 0, {TimelineHistory.LongestText}, true), 'UTF8')",
            Short,
            cancel
        );
        return (timeline, Parsed(file is [string text] ? text : ""));
    }

    private static TimelineHistory Parsed(string text) =>
        TimelineHistory.Parse(text) ?? throw new JobFailedException("The history of a timeline is not understood.");
}
