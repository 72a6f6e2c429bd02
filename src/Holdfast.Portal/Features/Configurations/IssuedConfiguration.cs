namespace Holdfast.Portal.Features.Configurations;

/// <summary>A configuration that works: its peer is live on its node.</summary>
/// <param name="ContentType">Exactly as apps compare it.</param>
/// <param name="Body">The file; for an app without its WireGuard private key, which only the app has.</param>
public sealed record IssuedConfiguration(
    Guid ConfigurationId,
    string ContentType,
    string Body,
    DateTimeOffset ExpiresAt
);
