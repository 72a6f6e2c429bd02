namespace Holdfast.OAuth.Tokens;

/// <summary>The content of an access token of ours, its authenticity proven.</summary>
/// <param name="ExpiresAt">Whole seconds.</param>
public sealed record AccessToken(Guid AuthorizationId, int Generation, DateTimeOffset ExpiresAt);
