using System.CommandLine;
using Holdfast.Single;

namespace Holdfast.Setup;

/// <summary><c>holdfast setup node</c>: runs a node on this machine and says how a portal gets to know it.</summary>
internal static class SetupNodeVerb
{
    public static Command Create(Surroundings at)
    {
        var options = new SetupNodeOptionSet();
        var command = new Command("node", "Runs a node here and prints the code with which a portal enrols it");
        options.AddTo(command);
        command.SetAction(
            (parsed, _) =>
                new NodeMachine(at, options.Read(parsed), StartChecks.OfNodeMachine(at.Home)).RunUntilSignalAsync()
        );
        return command;
    }
}
