namespace Holdfast.Identity.Ldap;

/// <summary>The answers that mean something to us; see RFC 4511 appendix A for all of them.</summary>
public enum LdapResultCode
{
    Success = 0,
    SizeLimitExceeded = 4,
    NoSuchObject = 32,
    InvalidDnSyntax = 34,
    InvalidCredentials = 49,
    InsufficientAccessRights = 50,
    UnwillingToPerform = 53,
}
