namespace Holdfast.Portal.Sources.Settings;

/// <summary>How it is found out in which groups somebody is.</summary>
public enum LdapGroupsFrom
{
    /// <summary>The directory says it of the person, as Active Directory and FreeIPA do.</summary>
    MemberOf,

    /// <summary>Groups are searched that have the person as <c>member</c>, <c>uniqueMember</c> or <c>memberUid</c>.</summary>
    Search,

    /// <summary>No groups are taken over.</summary>
    Nowhere,
}
