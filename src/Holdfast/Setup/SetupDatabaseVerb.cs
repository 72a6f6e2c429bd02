using System.CommandLine;
using Holdfast.Databases.Pairs;
using Holdfast.Failover;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Validation;
using Holdfast.Homes;
using Holdfast.Model.Problems;
using Holdfast.Problems;

namespace Holdfast.Setup;

/// <summary><c>holdfast setup database</c>: the server that runs here goes on with a PostgreSQL that two machines keep.</summary>
internal static class SetupDatabaseVerb
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    public static Command Create(Surroundings at)
    {
        var validate = new Option<bool>("--validate") { Description = "Only look whether it can be; changes nothing" };
        var command = new Command(
            "database",
            "Moves the server that runs here from its SQLite file to a PostgreSQL that it and its standby keep"
        )
        {
            validate,
        };
        command.SetAction(
            async (parsed, cancel) =>
            {
                if (Refusal(at.Home) is { } refused)
                {
                    await at.Terminal.ComplainAsync(refused);
                    return ExitCodes.Refused;
                }

                var looked = await LookAsync(at, cancel);
                return parsed.GetValue(validate) || looked != ExitCodes.Done ? looked : await FollowAsync(at, cancel);
            }
        );
        return command;
    }

    private static Problem? Refusal(HomeFolder home) =>
        StandbyPortal.Read(home) is not null ? PairProblems.WrongMachine.At(home.Shown, "It was set up as standby.")
        : ServerLock.HolderOf(home) is null || !File.Exists(home.Ready)
            ? CommandProblems.NotRunning.At(home.Shown, "The move is done by the server while it runs.")
        : new PairDatabase(home).Group is null ? PairProblems.NoGroup.At(home.Show("failover"), "")
        : null;

    private static async Task<int> LookAsync(Surroundings at, CancellationToken cancel)
    {
        var kept = new PairDatabase(at.Home).Kept;
        if (!kept.Succeeded)
        {
            await at.Terminal.ComplainAsync(kept.Problems[0]);
            return ExitCodes.Refused;
        }

        var planned = kept.Value ?? KeptDatabase.New(PairDatabase.Port, at.Home.Database);
        var rows = await new GroupValidation(at.Time).LookAsync(
            at.Home.Failover,
            planned with
            {
                Keeps = true,
            },
            cancel
        );
        return await ShownRows.TellAsync(at.Terminal, rows);
    }

    /// <summary>The server goes on without us, when we are ended.</summary>
    private static async Task<int> FollowAsync(Surroundings at, CancellationToken cancel)
    {
        var request = new PairRequest(at.Home);
        request.Make();
        var told = 0;
        while (true)
        {
            var open = request.IsOpen;
            var said = request.Said();
            foreach (var step in said.Skip(told))
            {
                await at.Terminal.Out.WriteLineAsync(step);
            }

            told = said.Count;
            if (!open)
            {
                return said is [.., "done"] ? ExitCodes.Done : ExitCodes.Refused;
            }

            await Task.Delay(BetweenLooks, at.Time, cancel);
        }
    }
}
