namespace Holdfast.Portal.Sources.Settings;

/// <summary>A source as an administrator wants it. Also the form of the admin API.</summary>
public sealed record SourceDraft
{
    public required string Name { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>This, <see cref="Radius"/> or <see cref="Oidc"/>.</summary>
    public LdapSettings? Ldap { get; init; }

    public RadiusSettings? Radius { get; init; }

    public OidcSettings? Oidc { get; init; }

    /// <summary>
    /// The password of the bind name, what is shared with RADIUS servers, or the secret of the client. Null or empty: as it was, for the same servers and name.
    /// </summary>
    public string? Secret { get; init; }

    public GroupRules? Groups { get; init; }

    public SyncRules? Sync { get; init; }

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"SourceDraft {Name}";
}
