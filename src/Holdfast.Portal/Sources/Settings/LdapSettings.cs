namespace Holdfast.Portal.Sources.Settings;

/// <summary>A directory that speaks LDAP. Also the form of the admin API.</summary>
public sealed record LdapSettings
{
    /// <summary>Host names or addresses, with a port or without; asked in this order until one answers.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    public LdapSecurity Security { get; init; } = LdapSecurity.Tls;

    /// <summary>Certificates in PEM that are believed in place of the machine's; null: the machine's.</summary>
    public string? Authority { get; init; }

    /// <summary>As whom the directory is searched; null: as nobody.</summary>
    public string? BindDn { get; init; }

    /// <summary>Below which people are.</summary>
    public string Base { get; init; } = "";

    /// <summary>Who of them may sign in.</summary>
    public string Filter { get; init; } = "(objectClass=person)";

    public string NameAttribute { get; init; } = "uid";

    public string MailAttribute { get; init; } = "mail";

    public LdapGroupsFrom GroupsFrom { get; init; } = LdapGroupsFrom.MemberOf;

    /// <summary>Below which groups are, where they are searched; null: <see cref="Base"/>.</summary>
    public string? GroupBase { get; init; }

    /// <summary>Which of them count, where they are searched.</summary>
    public string GroupFilter { get; init; } =
        "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=group)(objectClass=posixGroup))";

    /// <summary>Members of a group within a group are members of both.</summary>
    public bool NestedGroups { get; init; }

    /// <summary>For each answer of a server. 1 to 60 seconds.</summary>
    public int TimeoutSeconds { get; init; } = 5;

    /// <summary>Whether the secret that was meant for the one may go to the other.</summary>
    internal bool HasSameReceiver(LdapSettings other) =>
        Servers.SequenceEqual(other.Servers, StringComparer.Ordinal)
        && Security == other.Security
        && Authority == other.Authority
        && BindDn == other.BindDn;
}
