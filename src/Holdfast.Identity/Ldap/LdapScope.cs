namespace Holdfast.Identity.Ldap;

/// <summary>How far below its base a search looks. The numbers are those of RFC 4511 section 4.5.1.2.</summary>
public enum LdapScope
{
    Base = 0,
    OneLevel = 1,
    Subtree = 2,
}
