using System.CommandLine;

namespace Holdfast.Single;

/// <summary><c>holdfast run</c>: portal and node on one machine.</summary>
internal static class RunVerb
{
    public static Command Create(Surroundings at)
    {
        var options = new ServerOptionSet();
        var command = new Command("run", "Runs a whole server on this machine: portal and node");
        options.AddTo(command);
        command.SetAction(
            (parsed, _) =>
                new SingleServer(
                    at,
                    options.Read(parsed, at.Home),
                    StartChecks.OfThisMachine(at.Home),
                    RolePrograms.Ours()
                ).RunUntilSignalAsync()
        );
        return command;
    }
}
