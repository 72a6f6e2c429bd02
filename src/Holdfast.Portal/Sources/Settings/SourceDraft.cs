namespace Holdfast.Portal.Sources.Settings;

/// <summary>A source as an administrator wants it. Also the form of the admin API.</summary>
public sealed class SourceDraft
{
    public required string Name { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>This or <see cref="Radius"/>.</summary>
    public LdapSettings? Ldap { get; init; }

    public RadiusSettings? Radius { get; init; }

    /// <summary>
    /// The password of the bind name, or what is shared with RADIUS servers. Null or empty: as it was, for the same servers and name.
    /// </summary>
    public string? Secret { get; init; }

    public GroupRules? Groups { get; init; }

    public SyncRules? Sync { get; init; }

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"SourceDraft {Name}";
}
