using System.CommandLine;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast configuration …</c></summary>
internal static class ConfigurationVerbs
{
    private static readonly IReadOnlyList<Column> Columns =
    [
        new("ID", "id"),
        new("USER", "user"),
        new("NAME", "name"),
        new("PROFILE", "profileId"),
        new("PROTOCOL", "protocol"),
        new("NODE", "nodeId"),
        new("EXPIRES", "expiresAt"),
    ];

    public static Command Create(Surroundings at) =>
        Verb.Group("configuration", "Keys and addresses that devices hold", List(at), Remove(at));

    private static Command List(Surroundings at)
    {
        var user = new Option<string>("--user") { Description = "Whose", Required = true };
        return Verb.Create(
            at,
            "list",
            "Lists a user's configurations",
            (admin, parsed, cancel) =>
                admin.ListAsync($"/configurations?user={Verb.Escape(parsed.GetValue(user))}", Columns, cancel),
            user
        );
    }

    private static Command Remove(Surroundings at)
    {
        var id = new Argument<string>("ID") { Description = "The configuration's id" };
        return Verb.Create(
            at,
            "remove",
            "Removes a configuration; who uses it is cut off",
            (admin, parsed, cancel) =>
                admin.ChangeAsync(
                    HttpMethod.Delete,
                    $"/configurations/{Verb.Escape(parsed.GetValue(id))}",
                    body: null,
                    $"Configuration {parsed.GetValue(id)} was removed.",
                    cancel
                ),
            id
        );
    }
}
