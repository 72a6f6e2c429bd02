namespace Holdfast.Identity.Ldap;

/// <summary>A search.</summary>
/// <param name="Filter">What is found.</param>
/// <param name="Attributes">What is wanted of it.</param>
public sealed record LdapSearch(string Base, LdapScope Scope, LdapFilter Filter, IReadOnlyList<string> Attributes)
{
    /// <summary>After which the server stops with an answer that says so; 0: never.</summary>
    public int SizeLimit { get; init; }

    /// <summary>How many in each page; 0: all at once.</summary>
    public int PageSize { get; init; }
}
