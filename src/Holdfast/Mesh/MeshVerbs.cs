using System.CommandLine;
using System.Net;
using System.Text.Json;
using Holdfast.Mesh.Claims;
using Holdfast.Mesh.Control;
using Holdfast.Mesh.Durable;
using Holdfast.Model.Json;
using Holdfast.Roles;

namespace Holdfast.Mesh;

/// <summary><c>holdfast mesh</c> is the role; below it are the verbs for the mesh host that runs on this machine.</summary>
internal static class MeshVerbs
{
    public static Command Create(Surroundings at)
    {
        var options = new MeshOptionSet(at.Home);
        var withParent = new Option<bool>("--stop-with-parent") { Description = "Stop when the standard input ends" };
        var mesh = new Command("mesh", "Runs a host of a mesh: shares addresses with others, without a portal")
        {
            withParent,
        };
        options.AddTo(mesh);
        mesh.SetAction(
            async (parsed, _) =>
            {
                var (read, metrics) = (options.Read(parsed), options.ReadMetrics(parsed));
                foreach (var problem in read.Problems.Concat(metrics.Problems))
                {
                    await at.Terminal.ComplainAsync(problem);
                }
                return read.Succeeded && metrics.Problems.Count == 0
                    ? await RoleHost.RunAsync(
                        at.Terminal,
                        parsed.GetValue(withParent),
                        stop => MeshRun.RunAsync(read.Value, metrics.Value, at.Time, stop)
                    )
                    : ExitCodes.CannotStart;
            }
        );
        mesh.Add(Show(at, "status", "Who carries what, why, and whether all agree", MeshText.Status));
        mesh.Add(Show(at, "members", "The hosts of the mesh, as this one sees them", MeshText.Members));
        mesh.Add(Show(at, "claims", "Who claims what, in the order in which they are to carry it", MeshText.Claims));
        mesh.Add(Show(at, "routes", "Where this host's packets go", MeshText.Routes));
        mesh.Add(Watch(at));
        mesh.Add(
            Change(at, "drain", "Lets others carry what this host claims", ControlCommand.Drain, isPrefixNeeded: false)
        );
        mesh.Add(
            Change(
                at,
                "resume",
                "Ends a drain; others stay before this host",
                ControlCommand.Resume,
                isPrefixNeeded: false
            )
        );
        mesh.Add(
            Change(
                at,
                "withdraw",
                "Takes a claim back until the next start",
                ControlCommand.Withdraw,
                isPrefixNeeded: true
            )
        );
        mesh.Add(Claim(at));
        return mesh;
    }

    private static Command Show(Surroundings at, string name, string description, Func<MeshStatus, string> text)
    {
        var json = new Option<bool>("--json") { Description = "Print all that is known, as JSON" };
        return Verb(
            at,
            name,
            description,
            async (parsed, ask) =>
            {
                var answer = await ask(new() { Command = ControlCommand.Status });
                if (answer.Value?.Status is not { } status)
                {
                    return await MeshConversation.TellAsync(at.Terminal, answer);
                }
                await at.Terminal.Out.WriteAsync(
                    parsed.GetValue(json) ? JsonSerializer.Serialize(status, ModelJson.Options) + '\n' : text(status)
                );
                return ExitCodes.Done;
            },
            json
        );
    }

    private static Command Watch(Surroundings at)
    {
        var json = new Option<bool>("--json") { Description = "Print each change as a line of JSON" };
        return Verb(
            at,
            "watch",
            "Shows how it stands, again and again, until Ctrl-C",
            (parsed, ask) => new MeshWatch(at.Terminal, at.Time, parsed.GetValue(json)).RunAsync(ask),
            json
        );
    }

    private static Command Change(
        Surroundings at,
        string name,
        string description,
        ControlCommand command,
        bool isPrefixNeeded
    )
    {
        var prefix = Prefix(isPrefixNeeded);
        return Verb(
            at,
            name,
            description,
            async (parsed, ask) =>
                await MeshConversation.TellAsync(
                    at.Terminal,
                    await ask(new() { Command = command, Prefix = parsed.GetValue(prefix) })
                ),
            prefix
        );
    }

    private static Command Claim(Surroundings at)
    {
        var prefix = Prefix(isNeeded: true);
        var priority = MeshOptionSet.Priority();
        var unique = new Option<bool>("--unique") { Description = "Nobody else may claim it" };
        return Verb(
            at,
            "claim",
            "Adds a claim, or changes one, until the next start",
            async (parsed, ask) =>
                await MeshConversation.TellAsync(
                    at.Terminal,
                    await ask(
                        new()
                        {
                            Command = ControlCommand.Claim,
                            Prefix = parsed.GetValue(prefix),
                            Priority = parsed.GetValue(priority),
                            Kind = parsed.GetValue(unique) ? ClaimKind.Unique : ClaimKind.Anycast,
                        }
                    )
                ),
            prefix,
            priority,
            unique
        );
    }

    private static Argument<IPNetwork?> Prefix(bool isNeeded) =>
        new("PREFIX")
        {
            Description = isNeeded ? "An address or a network" : "An address or a network; without it all",
            Arity = isNeeded ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
            CustomParser = result =>
            {
                if (PrefixText.Parse(result.Tokens[0].Value) is { } prefix)
                {
                    return prefix;
                }
                result.AddError($"\"{result.Tokens[0].Value}\" is neither an address nor a network.");
                return null;
            },
        };

    private static Command Verb(
        Surroundings at,
        string name,
        string description,
        Func<ParseResult, AskMesh, Task<int>> act,
        params Symbol[] symbols
    )
    {
        var home = MeshOptionSet.Home(at.Home);
        var verb = new Command(name, description) { home };
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                verb.Add(argument);
            }
            else if (symbol is Option option)
            {
                verb.Add(option);
            }
        }
        verb.SetAction(
            (parsed, cancel) =>
            {
                var socket = new MeshHome(Path.GetFullPath(parsed.GetValue(home)!)).Socket;
                return act(parsed, request => ControlClient.AskAsync(socket, request, cancel));
            }
        );
        return verb;
    }
}
