using System.CommandLine;
using System.Text.Json;
using Holdfast.Admin.Verbs;
using Holdfast.Databases.Pairs;
using Holdfast.Failover.Control;
using Holdfast.Failover.Durable;
using Holdfast.Failover.Validation;
using Holdfast.Model.Json;
using Holdfast.Roles;
using Holdfast.Telemetry.Logging;

namespace Holdfast.Failover;

/// <summary><c>holdfast failover</c> is the role; below it are the verbs for the agent that runs on this machine.</summary>
internal static class FailoverVerbs
{
    public static Command Create(Surroundings at)
    {
        var home = Home(at);
        var withParent = new Option<bool>("--stop-with-parent") { Description = "Stop when the standard input ends" };
        var failover = new Command("failover", "Runs a failover agent: holds this machine's share of virtual addresses")
        {
            home,
            withParent,
        };
        failover.SetAction(
            async (parsed, _) =>
            {
                using var loggers = LoggingSetup.CreateFactory();
                return await RoleHost.RunAsync(
                    at.Terminal,
                    parsed.GetValue(withParent),
                    stop => AgentRole.RunAsync(parsed.GetValue(home)!, loggers, at.Time, stop)
                );
            }
        );
        failover.Add(Status(at));
        failover.Add(Validate(at));
        failover.Add(SwitchOver(at));
        failover.Add(
            Simple(at, "hold", "Keeps this member from becoming active unless it is asked to", ControlCommand.Hold)
        );
        failover.Add(Simple(at, "release", "Ends a hold", ControlCommand.Release));
        failover.Add(
            Simple(
                at,
                "allow-degraded",
                "Lets this member become active once, although its database may lack what was acknowledged",
                ControlCommand.AllowDegraded
            )
        );
        failover.Add(Database(at));
        failover.Add(Key(at));
        return failover;
    }

    private static Command Key(Surroundings at)
    {
        var witness = new Option<bool>("--witness-has-it")
        {
            Description = "The new key was brought to the witness, and may be used",
        };
        return Verb.Create(
            at,
            "key",
            "Changes the key of heartbeats, of the group that the portal on this machine keeps",
            (admin, parsed, cancel) =>
                parsed.GetValue(witness)
                    ? admin.ChangeAsync(
                        HttpMethod.Post,
                        "/failover/key/witness",
                        body: null,
                        "The machines will use the new key now.",
                        cancel
                    )
                    : admin.ChangeAsync(
                        HttpMethod.Post,
                        "/failover/key",
                        body: null,
                        "A new key is made, and brought to all machines.",
                        cancel
                    ),
            witness
        );
    }

    private static Command Database(Surroundings at) =>
        new("database", "The PostgreSQL that the group keeps")
        {
            Simple(
                at,
                "create",
                "Makes a new, empty database on this member, which becomes active",
                ControlCommand.CreateDatabase
            ),
            Simple(
                at,
                "rejoin",
                "Throws this member's copy away, and copies everything from the primary; what diverged is kept aside",
                ControlCommand.RejoinDatabase
            ),
            PairSecretVerb.Create(at),
        };

    private static Command Status(Surroundings at)
    {
        var json = new Option<bool>("--json") { Description = "Print the agent's answer" };
        return OfAgent(
            at,
            "status",
            "How the members of the group stand, as this one sees it",
            (parsed, ask) => ShowAsync(at, parsed.GetValue(json), ask),
            json
        );
    }

    private static Command Validate(Surroundings at)
    {
        var home = Home(at);
        var verb = new Command("validate", "Looks whether this machine can share the addresses; changes nothing")
        {
            home,
        };
        verb.SetAction(
            async (parsed, cancel) =>
            {
                var rows = await new GroupValidation(at.Time).LookAsync(parsed.GetValue(home)!, planned: null, cancel);
                return await ShownRows.TellAsync(at.Terminal, rows);
            }
        );
        return verb;
    }

    private static Command SwitchOver(Surroundings at)
    {
        var to = new Option<int?>("--to")
        {
            Description = "The member that is to be active; without it, whoever is best",
        };
        var unit = Unit();
        return OfAgent(
            at,
            "switch",
            "Gives the role of the active member, which this one must be, to another",
            async (parsed, ask) =>
                await AgentConversation.TellAsync(
                    at.Terminal,
                    await ask(
                        new()
                        {
                            Command = ControlCommand.SwitchOver,
                            Unit = parsed.GetValue(unit),
                            Successor = parsed.GetValue(to),
                        }
                    )
                ),
            to,
            unit
        );
    }

    private static Command Simple(Surroundings at, string name, string description, ControlCommand command)
    {
        var unit = Unit();
        return OfAgent(
            at,
            name,
            description,
            async (parsed, ask) =>
                await AgentConversation.TellAsync(
                    at.Terminal,
                    await ask(new() { Command = command, Unit = parsed.GetValue(unit) })
                ),
            unit
        );
    }

    private static async Task<int> ShowAsync(Surroundings at, bool asJson, Ask ask)
    {
        var answer = await ask(new() { Command = ControlCommand.Status });
        if (answer.Value?.Status is not { } status)
        {
            return await AgentConversation.TellAsync(at.Terminal, answer);
        }

        await at.Terminal.Out.WriteAsync(
            asJson ? JsonSerializer.Serialize(status, ModelJson.Options) + '\n' : StatusText.Of(status)
        );
        return ExitCodes.Done;
    }

    private static Command OfAgent(
        Surroundings at,
        string name,
        string description,
        Func<ParseResult, Ask, Task<int>> act,
        params Option[] options
    )
    {
        var home = Home(at);
        var verb = new Command(name, description) { home };
        foreach (var option in options)
        {
            verb.Add(option);
        }

        verb.SetAction(
            (parsed, cancel) =>
            {
                var socket = new AgentHome(Path.GetFullPath(parsed.GetValue(home)!)).ControlSocket;
                return act(parsed, request => ControlClient.AskAsync(socket, request, cancel));
            }
        );
        return verb;
    }

    private static Option<string> Home(Surroundings at) =>
        new("--home") { Description = "State folder of the agent", DefaultValueFactory = _ => at.Home.Failover };

    private static Option<int?> Unit() =>
        new("--unit") { Description = "Only the unit of addresses with this virtual router id" };
}
