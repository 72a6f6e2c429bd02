using System.Globalization;
using Holdfast.Lab.Databases;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Waiting;

namespace Holdfast.Bench.Databases;

/// <summary>
/// Several who write numbered rows, each over a new connection, and note which were acknowledged, and when. One that hangs is given up
/// after 0.4 s, so that what is measured is the database, and not when TCP sends again.
/// </summary>
internal sealed class WriteProbe : IAsyncDisposable
{
    private const long NumbersInRound = 1_000_000;
    private const int Enough = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Arguments: psql, where, the first number, the step.</summary>
    private const string Script = """
        export PGCONNECT_TIMEOUT=2
        i=$3
        while true; do
            i=$((i + $4))
            if timeout 0.4 "$1" "$2" -qAtXc "INSERT INTO rows VALUES ($i)" 2>/dev/null; then
                echo "$i ${EPOCHREALTIME/[.,]/}"
                sleep 0.02
            else
                sleep 0.03
            fi
        done
        """;

    private readonly IReadOnlyList<RunningProgram> _writers;

    private WriteProbe(IReadOnlyList<RunningProgram> writers) => _writers = writers;

    /// <summary>Of all rows that were acknowledged.</summary>
    public IReadOnlyList<long> Numbers => [.. Acknowledged().Select(one => one.Number)];

    /// <summary>The longest time between two acknowledgements.</summary>
    public TimeSpan LongestGap
    {
        get
        {
            var times = Acknowledged().Select(one => one.Microseconds).Order().ToList();
            return TimeSpan.FromMicroseconds(times.Zip(times.Skip(1), (a, b) => b - a).DefaultIfEmpty().Max());
        }
    }

    /// <param name="round">Each has numbers of its own.</param>
    public static WriteProbe Start(Host client, IReadOnlyList<string> where, int round) =>
        new([
            .. where.Select(
                (one, index) =>
                    client.Start(
                        "writer",
                        "bash",
                        "-c",
                        Script,
                        "writer",
                        PostgresServer.Find("psql"),
                        one,
                        (round * NumbersInRound + index).ToString(CultureInfo.InvariantCulture),
                        where.Count.ToString(CultureInfo.InvariantCulture)
                    )
            ),
        ]);

    public static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Waits until some more are acknowledged.</summary>
    public Task WaitForMoreAsync()
    {
        var before = Acknowledged().Count;
        return Wait.UntilAsync("rows to be acknowledged", Patience, () => Acknowledged().Count >= before + Enough);
    }

    public async Task StopAsync()
    {
        foreach (var writer in _writers)
        {
            await writer.KillAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers)
        {
            await writer.DisposeAsync();
        }
    }

    private List<(long Number, long Microseconds)> Acknowledged() =>
        [
            .. _writers
                .SelectMany(writer => writer.Output.Text.Split('\n'))
                .Select(line => line.Split(' '))
                .Where(words => words.Length == 2)
                .Select(words => (Number(words[0]), Number(words[1]))),
        ];
}
