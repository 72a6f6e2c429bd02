using System.CommandLine;
using System.Globalization;
using Holdfast.Data.Copies;
using Holdfast.Data.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Databases.Moving;

/// <summary><c>holdfast database move</c></summary>
internal static class DatabaseVerbs
{
    public static Command Create(Surroundings at) => new("database", "The database of this server") { Move(at) };

    private static Command Move(Surroundings at)
    {
        var to = new Option<string?>("--to")
        {
            Description = "An empty PostgreSQL database: a connection string without a password",
        };
        var toFile = new Option<string?>("--to-file")
        {
            Description = "File that holds the same, also with a password",
        };
        var from = new DatabaseOptions();
        var command = new Command("move", "Moves a stopped server from SQLite to PostgreSQL") { to, toFile };
        foreach (var option in from.All)
        {
            command.Add(option);
        }

        command.SetAction(
            async (parsed, cancel) =>
            {
                var target = new DatabaseSource(parsed.GetValue(to), parsed.GetValue(toFile), Environment: null);
                return await TellAsync(at, await TryAsync(at, from.Read(parsed, at.Home), target, cancel));
            }
        );
        return command;
    }

    private static async Task<Outcome<MoveReport>> TryAsync(
        Surroundings at,
        DatabaseSource from,
        DatabaseSource to,
        CancellationToken cancel
    )
    {
        var (source, target) = (from.Read(), to.Read());
        if (source.Value is not { } here || target.Value is not { } there)
        {
            return Outcome<MoveReport>.Failed([.. source.Problems, .. target.Problems]);
        }

        try
        {
            return await new DatabaseMover(at.Home, at.Time).MoveAsync(here, there, cancel);
        }
        catch (DatabaseException refused)
        {
            return refused.Problem;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return MoveProblems.Disk.At(at.Home.Shown, broken.Message);
        }
    }

    private static async Task<int> TellAsync(Surroundings at, Outcome<MoveReport> outcome)
    {
        foreach (var problem in outcome.Problems)
        {
            await at.Terminal.ComplainAsync(problem);
        }

        if (outcome.Value is not { } report)
        {
            return ExitCodes.Refused;
        }

        await at.Terminal.Out.WriteAsync(TextOf(report));
        return ExitCodes.Done;
    }

    private static string TextOf(MoveReport report)
    {
        var rows = report.Tables.Where(table => table.Rows > 0).Select(Line);
        var total = report.Tables.Sum(table => table.Rows).ToString(CultureInfo.InvariantCulture);
        var done = report.WasThere
            ? $"It was moved before: all {total} rows are there."
            : $"Moved {total} rows; both sides are the same.";
        return string.Join('\n', [.. rows, done, "Start the server with the new database from now on.", ""]);
    }

    private static string Line(TableDigest table) =>
        string.Create(CultureInfo.InvariantCulture, $"{table.Table, -28} {table.Rows, 9}  {table.Digest[..16]}");
}
