using Holdfast.Identity.Oidc;

namespace Holdfast.Portal.Sources.Oidc;

/// <summary>What a provider says of itself, with the keys with which it signs.</summary>
internal sealed record KnownProvider(ProviderMetadata Metadata, IReadOnlyList<ProviderKey> Keys);
