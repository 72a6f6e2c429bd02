using System.CommandLine;
using Holdfast.Failover.Witnessing;
using Holdfast.Roles;
using Holdfast.Telemetry.Logging;

namespace Holdfast.Failover;

/// <summary><c>holdfast witness</c>: the role of the third machine.</summary>
internal static class WitnessVerb
{
    public static Command Create(Surroundings at)
    {
        var home = new Option<string>("--home")
        {
            Description = "State folder of the witness",
            DefaultValueFactory = _ => at.Home.Witness,
        };
        var withParent = new Option<bool>("--stop-with-parent") { Description = "Stop when the standard input ends" };
        var witness = new Command(
            "witness",
            "Runs a witness: says which of two machines that cannot hear each other may be active"
        )
        {
            home,
            withParent,
        };
        witness.SetAction(
            async (parsed, _) =>
            {
                using var loggers = LoggingSetup.CreateFactory();
                return await RoleHost.RunAsync(
                    at.Terminal,
                    parsed.GetValue(withParent),
                    stop => WitnessRole.RunAsync(parsed.GetValue(home)!, loggers, at.Time, stop)
                );
            }
        );
        return witness;
    }
}
