using System.Globalization;
using System.Net;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Databases;

/// <summary>
/// Writes numbered rows one after the other, each over a new connection, and notes which were acknowledged, and when. One that fails is
/// not written again.
/// </summary>
public sealed class RowWriter
{
    /// <summary>Arguments: program, address, first number, file.</summary>
    private const string Script = """
        export PGPASSWORD=$4 PGCONNECT_TIMEOUT=1
        i=$3
        while true; do
            i=$((i + 1))
            if timeout 20 "$1" -h "$2" -U holdfast -d holdfast -qAtXc "INSERT INTO rows VALUES ($i)" 2>/dev/null; then
                echo "$i $(date +%s%N)"
            else
                sleep 0.01
            fi
        done
        """;

    private readonly Host _host;
    private readonly IPAddress _address;
    private readonly string _password;
    private readonly Programs.RunningProgram _program;

    private RowWriter(Host host, IPAddress address, string password, int first)
    {
        (_host, _address, _password) = (host, address, password);
        _program = Run(first);
    }

    /// <summary>The numbers of all that were acknowledged.</summary>
    public IReadOnlyList<int> Acknowledged => [.. Lines.Select(line => Number(line.Split(' ')[0]))];

    private IEnumerable<string> Lines => _program.Output.Text.Split('\n').Where(line => line.Split(' ').Length == 2);

    /// <param name="address">Of the database, whoever has it.</param>
    /// <param name="first">Numbers begin behind it.</param>
    public static RowWriter Start(Host host, IPAddress address, string password, int first = 0) =>
        new(host, address, password, first);

    /// <summary>Makes the table.</summary>
    public static Task MakeTableAsync(Host host, IPAddress address, string password) =>
        Wait.UntilAsync(
            "a database in which a table can be made",
            TimeSpan.FromSeconds(60),
            async () =>
                (await AskAsync(host, address, password, "CREATE TABLE IF NOT EXISTS rows (number int)")) is not null
        );

    /// <summary>The longest time between two acknowledgements since a number.</summary>
    public TimeSpan LongestGap(int since)
    {
        var times = Lines
            .Select(line => line.Split(' '))
            .Where(words => Number(words[0]) >= since)
            .Select(words => long.Parse(words[1], CultureInfo.InvariantCulture))
            .ToList();
        return TimeSpan.FromMicroseconds(times.Zip(times.Skip(1), (a, b) => b - a).DefaultIfEmpty().Max() / 1000.0);
    }

    /// <summary>Waits until something more is acknowledged.</summary>
    /// <returns>Its number.</returns>
    public async Task<int> WaitForMoreAsync(int more = 5)
    {
        var before = Acknowledged.Count;
        await Wait.UntilAsync(
            "rows to be acknowledged",
            TimeSpan.FromSeconds(90),
            () => Acknowledged.Count >= before + more
        );
        return Acknowledged[^1];
    }

    public async Task StopAsync()
    {
        await _program.KillAsync();
        foreach (var process in _host.Find("psql"))
        {
            process.Send(Programs.Signal.Kill);
        }
    }

    /// <summary>The acknowledged rows that the database has not.</summary>
    public async Task<IReadOnlyList<int>> LostAsync()
    {
        // Before the question: what is acknowledged later may not be in the answer.
        var acknowledged = Acknowledged;
        var there = await AskAsync(_host, _address, _password, "SELECT number FROM rows");
        var rows = (there ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Number).ToHashSet();
        return [.. acknowledged.Where(number => !rows.Contains(number))];
    }

    private static async Task<string?> AskAsync(Host host, IPAddress address, string password, string sql)
    {
        var told = await host.TryRunAsync(
            "env",
            $"PGPASSWORD={password}",
            "PGCONNECT_TIMEOUT=2",
            PostgresServer.Find("psql"),
            "-h",
            $"{address}",
            "-U",
            "holdfast",
            "-d",
            "holdfast",
            "-qAtXc",
            sql
        );
        return told.Succeeded ? told.Output : null;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private Programs.RunningProgram Run(int first) =>
        _host.Start(
            "writer",
            "bash",
            "-c",
            Script,
            "writer",
            PostgresServer.Find("psql"),
            $"{_address}",
            string.Create(CultureInfo.InvariantCulture, $"{first}"),
            _password
        );
}
