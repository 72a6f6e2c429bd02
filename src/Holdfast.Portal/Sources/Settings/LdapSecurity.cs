namespace Holdfast.Portal.Sources.Settings;

/// <summary>How the way to a directory is protected.</summary>
public enum LdapSecurity
{
    /// <summary>TLS from the first byte; mostly port 636.</summary>
    Tls,

    /// <summary>TLS before anything is said; mostly port 389.</summary>
    Starttls,

    /// <summary>Everybody on the way reads the passwords of everybody.</summary>
    None,
}
