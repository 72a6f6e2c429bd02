namespace Holdfast.Portal.Sources.Settings;

/// <summary>One place that knows people and their passwords. As it is stored; its secret is elsewhere, sealed.</summary>
public sealed record SourceSettings
{
    internal const string SecretPrefix = "sources/";

    public required Guid Id { get; init; }

    /// <summary>For people; no two sources have the same.</summary>
    public required string Name { get; init; }

    /// <summary>Off: nobody new signs in through it, and it is not asked for anything.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Null: it is no directory.</summary>
    public LdapSettings? Ldap { get; init; }

    /// <summary>Null: it is no RADIUS server.</summary>
    public RadiusSettings? Radius { get; init; }

    /// <summary>Under which its secret is sealed; a new one with every change of it. Null: it has none.</summary>
    public Guid? SecretId { get; init; }

    public GroupRules Groups { get; init; } = new();

    public SyncRules Sync { get; init; } = new();

    internal string? SecretName => SecretId is { } id ? SecretPrefix + id.ToString("N") : null;
}
