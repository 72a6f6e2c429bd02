namespace Holdfast.OAuth.Tokens;

/// <summary>The content of an access token of ours, its authenticity proven.</summary>
/// <param name="ExpiresAt">Whole seconds.</param>
public sealed record AccessToken(Guid AuthorizationId, long Generation, DateTimeOffset ExpiresAt);
