namespace Holdfast.Identity.Ldap;

/// <summary>What an answer is the end of. The numbers are the application tags of RFC 4511 appendix B.</summary>
public enum LdapOperation
{
    Bind = 1,
    Search = 5,
    Extended = 24,
}
