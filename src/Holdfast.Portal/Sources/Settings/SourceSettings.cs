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

    /// <summary>Null: it is no provider.</summary>
    public OidcSettings? Oidc { get; init; }

    /// <summary>Under which its secret is sealed; a new one with every change of it. Null: it has none.</summary>
    public Guid? SecretId { get; init; }

    public GroupRules Groups { get; init; } = new();

    public SyncRules Sync { get; init; } = new();

    /// <summary>As the admin API calls it.</summary>
    internal string Kind =>
        Ldap is not null ? "ldap"
        : Radius is not null ? "radius"
        : "oidc";

    /// <summary>It can be asked who is still there.</summary>
    internal bool CanBeRead => Ldap is not null || Oidc is { AskAgain: true };

    /// <summary>After which those for whom it cannot be asked must sign in again; 0: never.</summary>
    internal int MostHours => Radius?.MostHours ?? Oidc?.MostHours ?? 0;

    internal string? SecretName => SecretId is { } id ? SecretPrefix + id.ToString("N") : null;
}
