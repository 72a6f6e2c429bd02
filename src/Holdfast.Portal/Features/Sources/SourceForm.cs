using System.Globalization;
using Holdfast.Data.Users;
using Holdfast.Model.Problems;
using Holdfast.Portal.Layout.Fields;
using Holdfast.Portal.Sources;
using Holdfast.Portal.Sources.Settings;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Sources;

/// <summary>A source as fields of a form, which have the names of the API, and back.</summary>
internal static class SourceForm
{
    public const string Fields =
        "name secret ldap.servers ldap.security ldap.authority ldap.bindDn ldap.base ldap.filter ldap.nameAttribute "
        + "ldap.mailAttribute ldap.groupBase ldap.groupFilter ldap.timeoutSeconds groups.map groups.roles sync.minutes "
        + "sync.mostVanishedPercent";

    public const string RadiusFields =
        "name secret radius.servers radius.nasIdentifier radius.timeoutSeconds radius.tries radius.mostHours groups.map groups.roles";

    public const string OidcFields =
        "name secret oidc.issuer oidc.clientId oidc.authority oidc.timeoutSeconds oidc.scopes oidc.nameClaim oidc.mailClaim "
        + "oidc.groupsClaim oidc.mostHours groups.map groups.roles sync.minutes sync.mostVanishedPercent";

    public static readonly IReadOnlyList<(string Value, string Label)> RadiusGroupPlaces =
    [
        ("filter-id", "Filter-Id, one group in each"),
        ("class", "Class, one group in each"),
        ("nowhere", "Nowhere: no groups are taken over"),
    ];

    public static readonly IReadOnlyList<(string Value, string Label)> Securities =
    [
        ("tls", "TLS (LDAPS, mostly port 636)"),
        ("starttls", "STARTTLS (mostly port 389)"),
        ("none", "None: everybody on the way can read the passwords"),
    ];

    public static readonly IReadOnlyList<(string Value, string Label)> GroupPlaces =
    [
        ("member-of", "memberOf of the person (Active Directory, FreeIPA)"),
        ("search", "A search for groups that have the person as a member (OpenLDAP)"),
        ("nowhere", "Nowhere: no groups are taken over"),
    ];

    public static Dictionary<string, string> Write(SourceSettings? source)
    {
        var (ldap, groups, sync) = (source?.Ldap ?? new(), source?.Groups ?? new(), source?.Sync ?? new());
        var (radius, oidc) = (source?.Radius ?? new(), source?.Oidc ?? new());
        return new(StringComparer.Ordinal)
        {
            ["name"] = source?.Name ?? "",
            ["enabled"] = Tick(source?.Enabled ?? true),
            ["ldap.servers"] = string.Join('\n', ldap.Servers),
            ["ldap.security"] = Word(ldap.Security),
            ["ldap.authority"] = ldap.Authority ?? "",
            ["ldap.bindDn"] = ldap.BindDn ?? "",
            ["ldap.base"] = ldap.Base,
            ["ldap.filter"] = ldap.Filter,
            ["ldap.nameAttribute"] = ldap.NameAttribute,
            ["ldap.mailAttribute"] = ldap.MailAttribute,
            ["ldap.groupsFrom"] = Word(ldap.GroupsFrom),
            ["ldap.groupBase"] = ldap.GroupBase ?? "",
            ["ldap.groupFilter"] = ldap.GroupFilter,
            ["ldap.nestedGroups"] = Tick(ldap.NestedGroups),
            ["ldap.timeoutSeconds"] = Number(ldap.TimeoutSeconds),
            ["radius.servers"] = string.Join('\n', radius.Servers),
            ["radius.nasIdentifier"] = radius.NasIdentifier,
            ["radius.timeoutSeconds"] = Number(radius.TimeoutSeconds),
            ["radius.tries"] = Number(radius.Tries),
            ["radius.mostHours"] = Number(radius.MostHours),
            ["radius.groupsFrom"] = Word(radius.GroupsFrom),
            ["oidc.issuer"] = oidc.Issuer,
            ["oidc.clientId"] = oidc.ClientId,
            ["oidc.authority"] = oidc.Authority ?? "",
            ["oidc.scopes"] = string.Join('\n', oidc.Scopes),
            ["oidc.nameClaim"] = oidc.NameClaim,
            ["oidc.mailClaim"] = oidc.MailClaim,
            ["oidc.groupsClaim"] = oidc.GroupsClaim,
            ["oidc.askAgain"] = Tick(oidc.AskAgain),
            ["oidc.mostHours"] = Number(oidc.MostHours),
            ["oidc.timeoutSeconds"] = Number(oidc.TimeoutSeconds),
            ["groups.map"] = string.Join('\n', groups.Map.Select(one => $"{one.From} = {one.To}")),
            ["groups.onlyMapped"] = Tick(groups.OnlyMapped),
            ["groups.roles"] = string.Join('\n', groups.Roles.Select(one => $"{one.From} = {Word(one.Role)}")),
            ["sync.minutes"] = Number(sync.Minutes),
            ["sync.addEverybody"] = Tick(sync.AddEverybody),
            ["sync.mostVanishedPercent"] = Number(sync.MostVanishedPercent),
        };
    }

    /// <summary>What cannot be read is told with all else that is wrong.</summary>
    public static (SourceDraft Draft, IReadOnlyList<Problem> Problems) Read(IFormCollection form)
    {
        var reader = new FormReader(form);
        var problems = new List<Problem>();
        var draft = Begin(reader, form, problems) with
        {
            Ldap = new()
            {
                Servers = reader.Lines("ldap.servers"),
                Security = Of<LdapSecurity>(reader.Text("ldap.security")),
                Authority = reader.TextOrNull("ldap.authority"),
                BindDn = reader.TextOrNull("ldap.bindDn"),
                Base = reader.Text("ldap.base"),
                Filter = reader.Text("ldap.filter"),
                NameAttribute = reader.Text("ldap.nameAttribute"),
                MailAttribute = reader.Text("ldap.mailAttribute"),
                GroupsFrom = Of<LdapGroupsFrom>(reader.Text("ldap.groupsFrom")),
                GroupBase = reader.TextOrNull("ldap.groupBase"),
                GroupFilter = reader.Text("ldap.groupFilter"),
                NestedGroups = reader.Ticked("ldap.nestedGroups"),
                TimeoutSeconds = reader.Number("ldap.timeoutSeconds", whenEmpty: 5),
            },
            Sync = new()
            {
                Minutes = reader.Number("sync.minutes", whenEmpty: 0),
                AddEverybody = reader.Ticked("sync.addEverybody"),
                MostVanishedPercent = reader.Number("sync.mostVanishedPercent", whenEmpty: 50),
            },
        };
        return (draft, [.. reader.Problems, .. problems]);
    }

    /// <summary>The same of RADIUS servers.</summary>
    public static (SourceDraft Draft, IReadOnlyList<Problem> Problems) ReadRadius(IFormCollection form)
    {
        var reader = new FormReader(form);
        var problems = new List<Problem>();
        var draft = Begin(reader, form, problems) with
        {
            Radius = new()
            {
                Servers = reader.Lines("radius.servers"),
                NasIdentifier = reader.Text("radius.nasIdentifier"),
                TimeoutSeconds = reader.Number("radius.timeoutSeconds", whenEmpty: 3),
                Tries = reader.Number("radius.tries", whenEmpty: 3),
                MostHours = reader.Number("radius.mostHours", whenEmpty: 0),
                GroupsFrom = Of<RadiusGroupsFrom>(reader.Text("radius.groupsFrom")),
            },
        };
        return (draft, [.. reader.Problems, .. problems]);
    }

    /// <summary>The same of a provider.</summary>
    public static (SourceDraft Draft, IReadOnlyList<Problem> Problems) ReadOidc(IFormCollection form)
    {
        var reader = new FormReader(form);
        var problems = new List<Problem>();
        var draft = Begin(reader, form, problems) with
        {
            Oidc = new()
            {
                Issuer = reader.Text("oidc.issuer"),
                ClientId = reader.Text("oidc.clientId"),
                Authority = reader.TextOrNull("oidc.authority"),
                Scopes = reader.Lines("oidc.scopes"),
                NameClaim = reader.Text("oidc.nameClaim"),
                MailClaim = reader.Text("oidc.mailClaim"),
                GroupsClaim = reader.Text("oidc.groupsClaim"),
                AskAgain = reader.Ticked("oidc.askAgain"),
                MostHours = reader.Number("oidc.mostHours", whenEmpty: 0),
                TimeoutSeconds = reader.Number("oidc.timeoutSeconds", whenEmpty: 10),
            },
            Sync = new()
            {
                Minutes = reader.Number("sync.minutes", whenEmpty: 0),
                MostVanishedPercent = reader.Number("sync.mostVanishedPercent", whenEmpty: 50),
            },
        };
        return (draft, [.. reader.Problems, .. problems]);
    }

    /// <summary>What stands on each of the pages.</summary>
    private static SourceDraft Begin(FormReader reader, IFormCollection form, List<Problem> problems) =>
        new()
        {
            Name = reader.Text("name"),
            Enabled = reader.Ticked("enabled"),
            Secret = form["secret"].ToString(),
            Groups = Groups(reader, problems),
        };

    private static GroupRules Groups(FormReader reader, List<Problem> problems) =>
        new()
        {
            Map = [.. Pairs(reader, "groups.map", problems).Select(one => new GroupName(one.From, one.To))],
            OnlyMapped = reader.Ticked("groups.onlyMapped"),
            Roles = [.. Roles(reader, problems)],
        };

    private static IEnumerable<GroupRole> Roles(FormReader reader, List<Problem> problems)
    {
        foreach (var (index, pair) in Pairs(reader, "groups.roles", problems).ToList().Index())
        {
            if (Enum.GetValues<Role>().Any(role => Word(role) == pair.To))
            {
                yield return new(pair.From, Of<Role>(pair.To));
            }
            else
            {
                var roles = string.Join(", ", Enum.GetValues<Role>().Select(Word));
                problems.Add(SourceProblems.BadMapping.At($"groups.roles[{index}]", $"The roles are {roles}."));
            }
        }
    }

    /// <summary>The last equals sign parts them: distinguished names have some.</summary>
    private static IEnumerable<(string From, string To)> Pairs(FormReader reader, string field, List<Problem> problems)
    {
        foreach (var (index, line) in reader.Lines(field).Index())
        {
            var at = line.LastIndexOf('=');
            if (at > 0)
            {
                yield return (line[..at].Trim(), line[(at + 1)..].Trim());
            }
            else
            {
                problems.Add(SourceProblems.BadMapping.At($"{field}[{index}]", ""));
            }
        }
    }

    private static string Tick(bool value) => value ? CheckField.Ticked : "";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static T Of<T>(string word)
        where T : struct, Enum => Enum.GetValues<T>().FirstOrDefault(value => Word(value) == word);
}
