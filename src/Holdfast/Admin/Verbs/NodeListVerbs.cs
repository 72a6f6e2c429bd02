using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Holdfast.Model.Problems;
using Holdfast.Problems;

namespace Holdfast.Admin.Verbs;

/// <summary>What stands below <c>holdfast node</c> for the portal's nodes; <c>remove</c> is with the role, which has one too.</summary>
internal static class NodeListVerbs
{
    private static readonly IReadOnlyList<Column> Columns =
    [
        new("ID", "id"),
        new("STATE", "state"),
        new("HOST", "hostName"),
        new("CONNECTED", "sessions"),
        new("LAG", "lag"),
        new("WEIGHT", "weight"),
        new("SOFTWARE", "software"),
        new("WHY NOT", "reason"),
    ];

    public static IEnumerable<Command> Create(Surroundings at) =>
        [
            Verb.Create(
                at,
                "list",
                "Lists the portal's nodes",
                (admin, _, cancel) => admin.ListAsync("/nodes", Columns, cancel)
            ),
            Show(at),
            Add(at),
            Drain(at, "drain", HttpMethod.Put, "Sends a node's clients elsewhere and gives it no new ones", "drains"),
            Drain(at, "return", HttpMethod.Delete, "Lets a drained node take clients again", "takes clients again"),
            Set(at),
        ];

    private static Command Show(Surroundings at)
    {
        var id = Id();
        return Verb.Create(
            at,
            "show",
            "Shows how a node is",
            (admin, parsed, cancel) => admin.ShowAsync(PathOf(parsed, id), cancel),
            id
        );
    }

    private static Command Add(Surroundings at)
    {
        var code = new Argument<string>("CODE") { Description = "The line in the node's file enrolment-code" };
        var id = new Option<string?>("--id") { Description = "Its name; without it the first free node-1, node-2 …" };
        return Verb.Create(
            at,
            "add",
            "Enrols a node",
            (admin, parsed, cancel) =>
            {
                var body = new JsonObject { ["code"] = parsed.GetValue(code) };
                if (parsed.GetValue(id) is { } name)
                {
                    body["id"] = name;
                }

                return admin.CallAsync(
                    HttpMethod.Post,
                    "/nodes",
                    body,
                    answer =>
                        $"The node was enrolled as {Column.Show((answer as JsonObject)?["id"])}.{Environment.NewLine}",
                    cancel
                );
            },
            code,
            id
        );
    }

    private static Command Drain(Surroundings at, string name, HttpMethod method, string description, string done)
    {
        var id = Id();
        return Verb.Create(
            at,
            name,
            description,
            (admin, parsed, cancel) =>
                admin.ChangeAsync(
                    method,
                    PathOf(parsed, id) + "/drain",
                    body: null,
                    $"Node {parsed.GetValue(id)} {done}.",
                    cancel
                ),
            id
        );
    }

    private static Command Set(Surroundings at)
    {
        var id = Id();
        var settings = new Argument<string[]>("SETTING")
        {
            Description =
                "weight=0…1000, prefer=NETWORK,NETWORK (clients from there get it first; prefer= for none), "
                + "host-name=NAME (host-name= for the node's own)",
            Arity = ArgumentArity.OneOrMore,
        };
        return Verb.Create(
            at,
            "set",
            "Says which clients a node gets, and under which name",
            async (admin, parsed, cancel) =>
            {
                var change = Read(parsed.GetValue(settings) ?? []);
                return change.Succeeded
                    ? await admin.ChangeAsync(
                        HttpMethod.Patch,
                        PathOf(parsed, id),
                        change.Value,
                        $"Node {parsed.GetValue(id)} was changed.",
                        cancel
                    )
                    : await admin.FailAsync(change.Problems);
            },
            id,
            settings
        );
    }

    private static Outcome<JsonObject> Read(IEnumerable<string> settings)
    {
        var change = new JsonObject();
        foreach (var setting in settings)
        {
            switch (setting.Split('=', 2))
            {
                case ["weight", var weight]
                    when int.TryParse(weight, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    change["weight"] = number;
                    break;
                case ["prefer", var networks]:
                    change["clientNetworks"] = new JsonArray([
                        .. networks
                            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                            .Select(network => (JsonNode)network),
                    ]);
                    break;
                case ["host-name", var name]:
                    change["hostName"] = name;
                    break;
                default:
                    return CommandProblems.Arguments.At(
                        setting,
                        "A setting is weight=NUMBER, prefer=NETWORK,NETWORK or host-name=NAME."
                    );
            }
        }

        return change;
    }

    private static Argument<string> Id() => new("ID") { Description = "The node's name" };

    private static string PathOf(ParseResult parsed, Argument<string> id) =>
        $"/nodes/{Verb.Escape(parsed.GetValue(id))}";
}
