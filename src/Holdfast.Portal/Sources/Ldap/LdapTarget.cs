using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.Ldap;

/// <summary>A directory, and the password with which it is searched. A class, so that nothing prints it.</summary>
/// <param name="password">Null: it is searched as nobody.</param>
public sealed class LdapTarget(LdapSettings settings, string? password)
{
    public LdapSettings Settings => settings;

    public string? Password => password;

    internal TimeSpan Patience => TimeSpan.FromSeconds(settings.TimeoutSeconds);

    internal IEnumerable<ServerAddress> Servers =>
        settings
            .Servers.Select(text => ServerAddress.Parse(text, settings.Security == LdapSecurity.Tls ? 636 : 389))
            .OfType<ServerAddress>();
}
