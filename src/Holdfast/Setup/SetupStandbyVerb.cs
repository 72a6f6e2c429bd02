using System.CommandLine;
using Holdfast.Databases.Pairs;
using Holdfast.Roles;
using Holdfast.Single;

namespace Holdfast.Setup;

/// <summary>
/// <c>holdfast setup standby</c>: a node with a failover agent beside it, so that this machine can take an address over. What the machine
/// was before is lost, when the administrator says so.
/// </summary>
internal static class SetupStandbyVerb
{
    public static Command Create(Surroundings at)
    {
        var options = new SetupNodeOptionSet();
        var delete = new Option<bool>("--delete-configuration")
        {
            Description = "Begin anew without asking: what this machine was configured as is lost",
        };
        var database = new Option<bool>("--database")
        {
            Description =
                "Keep the database and a portal here, too; asks for the secret of the pair at the first start",
        };
        var secret = new Option<string?>("--secret-file")
        {
            Description =
                "File, for root alone, with the line of holdfast failover database secret; without it the line is asked for",
        };
        var command = new Command("standby", "Runs a node here that can take over the addresses of another machine")
        {
            delete,
            database,
            secret,
        };
        options.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
                !await new EarlierLife(at).EndAsync(parsed.GetValue(delete), cancel) ? ExitCodes.Refused
                : parsed.GetValue(database)
                    ? await WithDatabaseAsync(
                        at,
                        options.Read(parsed),
                        new SecretSource(
                            parsed.GetValue(secret),
                            at.Terminal,
                            "Secret of the pair (holdfast failover database secret): ",
                            PairProblems.LineMissing
                        )
                    )
                : await new NodeMachine(
                    at,
                    options.Read(parsed),
                    StartChecks.OfNodeMachine(at.Home),
                    RolePrograms.Ours()
                ).RunUntilSignalAsync()
        );
        return command;
    }

    private static Task<int> WithDatabaseAsync(Surroundings at, SetupNodeOptions options, SecretSource secret) =>
        RoleHost.RunAsync(
            at.Terminal,
            withParent: false,
            stop =>
                new StandbyMachine(
                    at,
                    options,
                    secret,
                    StartChecks.OfNodeMachine(at.Home),
                    RolePrograms.Ours()
                ).RunAsync(stop)
        );
}
