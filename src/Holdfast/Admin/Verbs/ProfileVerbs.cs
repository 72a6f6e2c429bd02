using System.CommandLine;
using System.Text.Json.Nodes;
using Holdfast.Portal.Features.Configurations;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast profile …</c></summary>
internal static class ProfileVerbs
{
    private const string NoId = "-";

    private static readonly IReadOnlyList<Column> Columns =
    [
        new("ID", "id"),
        new("NAME", "displayName"),
        new("PRIORITY", "priority"),
        new("FIRST", "preferredProtocol"),
        new("WIREGUARD", "wireGuard.port"),
        new("OPENVPN UDP", "openVpn.udpPorts"),
        new("OPENVPN TCP", "openVpn.tcpPorts"),
        new("GROUPS", "allowedGroups"),
        new("HIDDEN", "hidden"),
    ];

    public static Command Create(Surroundings at) =>
        Verb.Group(
            "profile",
            "What users connect to",
            Verb.Create(
                at,
                "list",
                "Lists profiles",
                (admin, _, cancel) => admin.ListAsync("/profiles", Columns, cancel)
            ),
            Show(at),
            Apply(at),
            Remove(at),
            Verb.Create(
                at,
                "export",
                "Prints all profiles, as apply reads them",
                (admin, _, cancel) => admin.CallAsync(HttpMethod.Get, "/profiles", null, JsonFile.Format, cancel)
            )
        );

    private static Command Show(Surroundings at)
    {
        var id = Id();
        return Verb.Create(
            at,
            "show",
            "Shows a profile",
            (admin, parsed, cancel) => admin.CallAsync(HttpMethod.Get, Path(parsed, id), null, JsonFile.Format, cancel),
            id
        );
    }

    /// <summary>A file with <c>items</c> is the whole set, any other one profile.</summary>
    private static Command Apply(Surroundings at)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "JSON: one profile, or the whole set as export prints it; -: the standard input",
        };
        var removeAll = new Option<bool>("--remove-all")
        {
            Description = "The file may hold an empty set, which removes all profiles",
        };
        return Verb.Create(
            at,
            "apply",
            "Makes the profiles as the file says",
            async (admin, parsed, cancel) =>
            {
                var read = await JsonFile.ReadAsync(at.Terminal, parsed.GetValue(file)!, cancel);
                if (read.Value is not { } content)
                {
                    return await admin.FailAsync(read.Problems);
                }
                var all = content.ContainsKey("items");
                if (all && parsed.GetValue(removeAll))
                {
                    content["removeAll"] = true;
                }
                var path = all ? "/profiles" : $"/profiles/{Verb.Escape(IdOf(content))}";
                return await admin.CallAsync(
                    HttpMethod.Put,
                    path,
                    content,
                    answer => Done("The profiles are as the file says.", answer),
                    cancel
                );
            },
            file,
            removeAll
        );
    }

    private static Command Remove(Surroundings at)
    {
        var id = Id();
        return Verb.Create(
            at,
            "remove",
            "Removes a profile and ends its configurations",
            (admin, parsed, cancel) =>
                admin.CallAsync(
                    HttpMethod.Delete,
                    Path(parsed, id),
                    body: null,
                    answer => Done($"Profile {parsed.GetValue(id)} was removed.", answer),
                    cancel
                ),
            id
        );
    }

    private static string Done(string done, JsonNode answer) =>
        EndedText.Of(
            done,
            (answer as JsonObject)?["endedConfigurations"] is JsonValue value && value.TryGetValue<int>(out var ended)
                ? ended
                : 0
        ) + Environment.NewLine;

    /// <summary>For a profile without one the portal is asked all the same, as it says all that is wrong.</summary>
    private static string IdOf(JsonObject profile) =>
        profile["id"] is JsonValue value && value.TryGetValue<string>(out var id) && id.Length > 0 ? id : NoId;

    private static Argument<string> Id() => new("ID") { Description = "The profile's id" };

    private static string Path(ParseResult parsed, Argument<string> id) =>
        $"/profiles/{Verb.Escape(parsed.GetValue(id))}";
}
