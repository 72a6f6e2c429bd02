using System.CommandLine;
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
        var command = new Command("standby", "Runs a node here that can take over the addresses of another machine")
        {
            delete,
        };
        options.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
                await new EarlierLife(at).EndAsync(parsed.GetValue(delete), cancel)
                    ? await new NodeMachine(
                        at,
                        options.Read(parsed),
                        StartChecks.OfNodeMachine(at.Home),
                        RoleCommands.FailoverOf(at.Home, RolePrograms.Ours())
                    ).RunUntilSignalAsync()
                    : ExitCodes.Refused
        );
        return command;
    }
}
