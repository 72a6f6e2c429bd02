using System.CommandLine;
using Holdfast.Roles;
using Holdfast.Single;

namespace Holdfast.Setup;

/// <summary><c>holdfast setup portal</c>: runs one more portal, at the database of those that run.</summary>
internal static class SetupPortalVerb
{
    public static Command Create(Surroundings at)
    {
        var options = new SetupPortalOptionSet();
        var command = new Command("portal", "Runs one more portal here, at the database of those that run");
        options.AddTo(command);
        command.SetAction(
            (parsed, _) =>
                RoleHost.RunAsync(
                    at.Terminal,
                    withParent: false,
                    stop =>
                        new PortalMachine(
                            at,
                            options.Read(parsed),
                            options.SecretOf(parsed, at.Terminal),
                            StartChecks.OfPortalMachine(at.Home),
                            RolePrograms.Ours()
                        ).RunAsync(stop)
                )
        );
        return command;
    }
}
