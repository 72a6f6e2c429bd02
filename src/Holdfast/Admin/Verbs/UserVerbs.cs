using System.CommandLine;
using System.Text.Json.Nodes;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast user …</c></summary>
internal static class UserVerbs
{
    private static readonly IReadOnlyList<Column> Columns =
    [
        new("NAME", "name"),
        new("ROLE", "role"),
        new("GROUPS", "groups"),
        new("DISABLED", "disabled"),
    ];

    private static readonly IReadOnlyList<Column> SignInColumns =
    [
        new("AT", "at"),
        new("END", "end"),
        new("FROM", "from"),
        new("WHAT", "words"),
    ];

    public static Command Create(Surroundings at) =>
        Verb.Group(
            "user",
            "People who may use the service",
            Add(at),
            List(at),
            Show(at),
            Change(at),
            Disable(at, "disable", "Ends all of a user's sessions and lets nothing new begin", disabled: true),
            Disable(at, "enable", "Lets a disabled user in again", disabled: false),
            Remove(at),
            Password(at),
            SignIns(at),
            UserFactorVerbs.Factors(at),
            UserFactorVerbs.Reset(at),
            UserFactorVerbs.Link(at)
        );

    private static Command Add(Surroundings at)
    {
        var name = Name();
        var groups = Groups("A group; may be repeated");
        var role = Role();
        var mail = Mail("Where notices about the account go");
        var stdin = PasswordSource.Option();
        return Verb.Create(
            at,
            "add",
            "Makes a user",
            async (admin, parsed, cancel) =>
            {
                var password = await PasswordSource.ReadAsync(at.Terminal, parsed.GetValue(stdin), cancel);
                if (password.Value is null)
                {
                    return await admin.FailAsync(password.Problems);
                }
                var body = new JsonObject
                {
                    ["name"] = parsed.GetValue(name),
                    ["password"] = password.Value,
                    ["role"] = parsed.GetValue(role) ?? "user",
                    ["groups"] = ListOf(parsed.GetValue(groups) ?? []),
                };
                if (parsed.GetValue(mail) is { } address)
                {
                    body["mailAddress"] = address;
                }
                var done = $"User {parsed.GetValue(name)} was made.";
                return await admin.ChangeAsync(HttpMethod.Post, "/users", body, done, cancel);
            },
            name,
            groups,
            role,
            mail,
            stdin
        );
    }

    private static Command List(Surroundings at)
    {
        var search = new Option<string>("--search") { Description = "Part of the name" };
        return Verb.Create(
            at,
            "list",
            "Lists users",
            (admin, parsed, cancel) =>
                admin.ListAsync(
                    parsed.GetValue(search) is { } part ? $"/users?search={Verb.Escape(part)}" : "/users",
                    Columns,
                    cancel
                ),
            search
        );
    }

    private static Command Show(Surroundings at)
    {
        var name = Name();
        return Verb.Create(
            at,
            "show",
            "Shows a user",
            (admin, parsed, cancel) => admin.ShowAsync(Path(parsed, name), cancel),
            name
        );
    }

    private static Command Change(Surroundings at)
    {
        var name = Name();
        var groups = Groups("A group, in place of those the user has; may be repeated");
        var none = new Option<bool>("--no-groups") { Description = "Takes the user out of all groups" };
        var role = Role();
        var mail = Mail("Where notices about the account go; \"\" ends them");
        var command = Verb.Create(
            at,
            "change",
            "Changes a user's groups, role or mail address; configurations that are no longer allowed end",
            (admin, parsed, cancel) =>
            {
                var body = new JsonObject();
                if (parsed.GetValue(none) || parsed.GetResult(groups) is not null)
                {
                    body["groups"] = ListOf(parsed.GetValue(groups) ?? []);
                }
                if (parsed.GetValue(role) is { } wanted)
                {
                    body["role"] = wanted;
                }
                if (parsed.GetValue(mail) is { } address)
                {
                    body["mailAddress"] = address;
                }
                var done = $"User {parsed.GetValue(name)} was changed.";
                return admin.ChangeAsync(HttpMethod.Patch, Path(parsed, name), body, done, cancel);
            },
            name,
            groups,
            none,
            role,
            mail
        );
        command.Validators.Add(result =>
        {
            var (some, all) = (result.GetResult(groups) is not null, result.GetValue(none));
            if (some && all)
            {
                result.AddError("--group and --no-groups exclude each other.");
            }
            if (!some && !all && result.GetResult(role) is null && result.GetResult(mail) is null)
            {
                result.AddError("Say what to change: --group, --no-groups, --role or --mail.");
            }
        });
        return command;
    }

    private static Command Disable(Surroundings at, string verb, string description, bool disabled)
    {
        var name = Name();
        return Verb.Create(
            at,
            verb,
            description,
            (admin, parsed, cancel) =>
                admin.ChangeAsync(
                    HttpMethod.Patch,
                    Path(parsed, name),
                    new JsonObject { ["disabled"] = disabled },
                    $"User {parsed.GetValue(name)} is {verb}d.",
                    cancel
                ),
            name
        );
    }

    private static Command Remove(Surroundings at)
    {
        var name = Name();
        return Verb.Create(
            at,
            "remove",
            "Removes a user with all that belongs to him or her",
            (admin, parsed, cancel) =>
                admin.ChangeAsync(
                    HttpMethod.Delete,
                    Path(parsed, name),
                    body: null,
                    $"User {parsed.GetValue(name)} was removed.",
                    cancel
                ),
            name
        );
    }

    private static Command Password(Surroundings at)
    {
        var name = Name();
        var stdin = PasswordSource.Option();
        return Verb.Create(
            at,
            "password",
            "Gives a user another password",
            async (admin, parsed, cancel) =>
            {
                var password = await PasswordSource.ReadAsync(at.Terminal, parsed.GetValue(stdin), cancel);
                if (password.Value is null)
                {
                    return await admin.FailAsync(password.Problems);
                }
                var body = new JsonObject { ["password"] = password.Value };
                var done = $"The password of {parsed.GetValue(name)} was changed.";
                return await admin.ChangeAsync(HttpMethod.Patch, Path(parsed, name), body, done, cancel);
            },
            name,
            stdin
        );
    }

    private static Command SignIns(Surroundings at)
    {
        var name = Name();
        return Verb.Create(
            at,
            "sign-ins",
            "When, from where and how a user signed in, newest first; also what was refused",
            (admin, parsed, cancel) =>
                admin.ListAsync($"{Path(parsed, name)}/sign-ins", SignInColumns, cancel, limit: 100),
            name
        );
    }

    private static Option<string[]> Groups(string description) => new("--group") { Description = description };

    private static Option<string> Mail(string description) => new("--mail") { Description = description };

    private static Option<string> Role()
    {
        var role = new Option<string>("--role") { Description = "What the user may do in the portal" };
        role.AcceptOnlyFromAmong("user", "help-desk", "auditor", "administrator");
        return role;
    }

    private static JsonArray ListOf(IEnumerable<string> groups) => [.. groups.Select(group => JsonValue.Create(group))];

    private static Argument<string> Name() => new("NAME") { Description = "The user's name" };

    private static string Path(ParseResult parsed, Argument<string> name) =>
        $"/users/{Verb.Escape(parsed.GetValue(name))}";
}
