using Holdfast.Testing.Ldap;

namespace Holdfast.Portal.Tests.Sources;

/// <summary>People for a directory, as LDIF.</summary>
internal static class People
{
    public const string Password = "a password of the directory";

    public static string DnOf(string uid) => $"uid={uid},ou=people,{Slapd.Base}";

    public static string Person(string uid) =>
        $"""
            dn: {DnOf(uid)}
            objectClass: inetOrgPerson
            uid: {uid}
            cn: {uid}
            sn: {uid}
            mail: {uid}@example.org
            userPassword: {Password}


            """;

    public static string Group(string cn, params string[] members) =>
        $"dn: cn={cn},ou=groups,{Slapd.Base}\nobjectClass: groupOfNames\ncn: {cn}\n"
        + string.Concat(members.Select(member => $"member: {member}\n"))
        + "\n";

    public static string GroupDn(string cn) => $"cn={cn},ou=groups,{Slapd.Base}";

    /// <summary>For <c>ldapmodify</c>.</summary>
    public static string Added(string entry) =>
        entry.Replace(
            "objectClass: inetOrgPerson\n",
            "changetype: add\nobjectClass: inetOrgPerson\n",
            StringComparison.Ordinal
        );

    public static string Removed(string uid) => $"dn: {DnOf(uid)}\nchangetype: delete\n\n";
}
