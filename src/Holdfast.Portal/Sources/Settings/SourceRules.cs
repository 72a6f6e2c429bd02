using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Identity.Ldap;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Users;

namespace Holdfast.Portal.Sources.Settings;

/// <summary>All that is wrong with a wanted source, at once. Pure.</summary>
public static class SourceRules
{
    public const int MostSources = 20;

    private const int MostServers = 8;
    private const int MostMappings = 200;
    private const int LongestName = 60;

    /// <summary>Of names, passwords and places in a directory, in characters. Ours.</summary>
    private const int LongestText = 500;

    /// <summary>RFC 2865 section 3 asks for 16; servers in use often have shorter ones.</summary>
    private const int ShortestShared = 8;

    private const int LongestPem = 64 * 1024;

    /// <param name="before">What is in force; null: it is new.</param>
    /// <param name="others">All other sources.</param>
    public static IReadOnlyList<Problem> Check(
        SourceDraft wanted,
        SourceSettings? before,
        IReadOnlyCollection<SourceSettings> others
    ) =>
        [
            .. Name(wanted.Name, others),
            .. Kind(wanted, before),
            .. wanted.Ldap is { } ldap ? (Problem[])[.. Ldap(ldap), .. SignIn(wanted, ldap, before)] : [],
            .. wanted.Radius is { } radius ? (Problem[])[.. Radius(radius), .. Shared(wanted, before)] : [],
            .. wanted.Oidc is { } oidc ? OidcRules.Check(oidc, wanted.Secret) : [],
            .. Groups(wanted.Groups ?? new()),
            .. Sync(wanted.Sync ?? new()),
        ];

    /// <summary>The secret is for this receiver, and nobody else is told it.</summary>
    public static bool KeepsSecret(SourceDraft wanted, SourceSettings? before) =>
        before is { SecretId: not null }
        && string.IsNullOrEmpty(wanted.Secret)
        && (
            (wanted.Ldap is { } ldap && before.Ldap is { } oldLdap && ldap.HasSameReceiver(oldLdap))
            || (wanted.Radius is { } radius && before.Radius is { } oldRadius && radius.HasSameReceiver(oldRadius))
            || (wanted.Oidc is { } oidc && before.Oidc is { } oldOidc && oidc.HasSameReceiver(oldOidc))
        );

    private static IEnumerable<Problem> Kind(SourceDraft wanted, SourceSettings? before)
    {
        object?[] kinds = [wanted.Ldap, wanted.Radius, wanted.Oidc];
        object?[] known = before is null ? kinds : [before.Ldap, before.Radius, before.Oidc];
        if (kinds.Count(kind => kind is not null) != 1)
        {
            yield return SourceProblems.NotOneKind.At("ldap", "One of ldap, radius and oidc.");
        }
        else if (!kinds.Select(kind => kind is null).SequenceEqual(known.Select(kind => kind is null)))
        {
            yield return SourceProblems.NotOneKind.At("ldap", "It was another kind before.");
        }
    }

    private static IEnumerable<Problem> Radius(RadiusSettings radius) =>
        [
            .. Servers(radius.Servers, "radius.servers"),
            .. Attribute(radius.NasIdentifier, "radius.nasIdentifier"),
            .. InRange(radius.TimeoutSeconds, 1, 30, "radius.timeoutSeconds"),
            .. InRange(radius.Tries, 1, 5, "radius.tries"),
            .. InRange(radius.MostHours, 0, 8760, "radius.mostHours"),
        ];

    /// <summary>What is shared with RADIUS servers protects every password: a short one is found by trying.</summary>
    private static IEnumerable<Problem> Shared(SourceDraft wanted, SourceSettings? before)
    {
        var secret = wanted.Secret ?? "";
        if (secret.Length == 0 && KeepsSecret(wanted, before))
        {
            yield break;
        }

        if (secret.Length is < ShortestShared or > LongestText || secret.Any(char.IsControl))
        {
            yield return SourceProblems.BadShared.At("secret", $"{ShortestShared} to {LongestText} characters.");
        }
    }

    private static IEnumerable<Problem> Name(string name, IReadOnlyCollection<SourceSettings> others)
    {
        if (name.Trim().Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            yield return SourceProblems.BadName.At("name", $"It has {name.Trim().Length} characters.");
        }
        else if (others.Any(other => other.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            yield return SourceProblems.BadName.At("name", "Another source has it.");
        }
    }

    private static IEnumerable<Problem> Ldap(LdapSettings ldap) =>
        [
            .. Servers(ldap.Servers, "ldap.servers"),
            .. Authority(ldap.Authority, "ldap.authority"),
            .. Place(ldap.Base, "ldap.base", required: true),
            .. Place(ldap.GroupBase ?? "", "ldap.groupBase", required: false),
            .. Filter(ldap.Filter, "ldap.filter"),
            .. ldap.GroupsFrom == LdapGroupsFrom.Search ? Filter(ldap.GroupFilter, "ldap.groupFilter") : [],
            .. Attribute(ldap.NameAttribute, "ldap.nameAttribute"),
            .. Attribute(ldap.MailAttribute, "ldap.mailAttribute"),
            .. InRange(ldap.TimeoutSeconds, 1, 60, "ldap.timeoutSeconds"),
        ];

    private static IEnumerable<Problem> Servers(IReadOnlyList<string> servers, string where)
    {
        if (servers.Count is 0 or > MostServers)
        {
            yield return SourceProblems.BadServer.At(where, $"There are {servers.Count}.");
        }

        foreach (var (index, server) in servers.Index())
        {
            if (ServerAddress.Parse(server, defaultPort: 1) is null)
            {
                yield return SourceProblems.BadServer.At($"{where}[{index}]", Quoted(server));
            }
        }
    }

    internal static IEnumerable<Problem> Authority(string? pem, string where)
    {
        if (string.IsNullOrWhiteSpace(pem))
        {
            yield break;
        }

        if (Certificates(pem) is not { Count: > 0 })
        {
            yield return SourceProblems.BadAuthority.At(where, "");
        }
    }

    /// <returns>Null: it is no PEM of certificates.</returns>
    internal static X509Certificate2Collection? Certificates(string pem)
    {
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPem(pem.Length > LongestPem ? "" : pem);
            return found;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IEnumerable<Problem> Place(string dn, string where, bool required)
    {
        var empty = string.IsNullOrWhiteSpace(dn);
        if (
            (empty && required)
            || (!empty && (!dn.Contains('=', StringComparison.Ordinal) || dn.Length > LongestText))
            || dn.Any(char.IsControl)
        )
        {
            yield return SourceProblems.BadBase.At(where, Quoted(dn));
        }
    }

    private static IEnumerable<Problem> Filter(string filter, string where)
    {
        if (LdapFilter.Parse(filter, out var at) is null)
        {
            yield return SourceProblems.BadFilter.At(where, $"It is not understood from character {at + 1} on.");
        }
    }

    private static IEnumerable<Problem> Attribute(string name, string where)
    {
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            yield return SourceProblems.BadAttribute.At(where, Quoted(name));
        }
    }

    private static IEnumerable<Problem> SignIn(SourceDraft wanted, LdapSettings ldap, SourceSettings? before)
    {
        var (name, secret) = (ldap.BindDn ?? "", wanted.Secret ?? "");
        if (name.Length > LongestText || name.Any(char.IsControl))
        {
            yield return SourceProblems.BadSignIn.At("ldap.bindDn", $"At most {LongestText} characters.");
        }

        if (secret.Length > LongestText || secret.Any(char.IsControl))
        {
            yield return SourceProblems.BadSignIn.At("secret", $"At most {LongestText} characters.");
        }

        if (name.Length == 0 && secret.Length > 0)
        {
            yield return SourceProblems.BadSignIn.At("ldap.bindDn", "There is a password without a name.");
        }

        // An empty password would be a sign-in as nobody, which servers answer with yes.
        if (name.Length > 0 && secret.Length == 0 && !KeepsSecret(wanted, before))
        {
            yield return SourceProblems.BadSignIn.At("secret", "There is none for these servers and this name.");
        }
    }

    private static IEnumerable<Problem> Groups(GroupRules groups)
    {
        if (groups.Map.Count > MostMappings || groups.Roles.Count > MostMappings)
        {
            yield return SourceProblems.TooMany.At("groups.map", $"At most {MostMappings}.");
        }

        foreach (var (index, name) in groups.Map.Index())
        {
            if (IsNoGroup(name.From) || !GroupNames.IsName(name.To))
            {
                yield return SourceProblems.BadMapping.At(
                    $"groups.map[{index}]",
                    $"{Quoted($"{name.From} = {name.To}")} A group here has 1 to 64 letters, digits, dots, hyphens or underscores."
                );
            }
        }

        foreach (var (index, role) in groups.Roles.Index())
        {
            if (IsNoGroup(role.From))
            {
                yield return SourceProblems.BadMapping.At($"groups.roles[{index}]", Quoted(role.From));
            }
        }
    }

    private static IEnumerable<Problem> Sync(SyncRules sync) =>
        [
            .. InRange(sync.Minutes, 0, 1440, "sync.minutes"),
            .. InRange(sync.MostVanishedPercent, 1, 100, "sync.mostVanishedPercent"),
        ];

    internal static IEnumerable<Problem> InRange(int number, int from, int to, string where)
    {
        if (number < from || number > to)
        {
            yield return SourceProblems.BadNumber.At(where, $"{from} to {to}.");
        }
    }

    private static bool IsNoGroup(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Length > LongestText || text.Any(char.IsControl);

    internal static string Quoted(string text) => text.Length > 80 ? $"“{text[..80]}…”." : $"“{text}”.";
}
