namespace Holdfast.OAuth.Tokens;

/// <summary>The content of a refresh token of ours, its authenticity proven.</summary>
public sealed record RefreshToken(Guid AuthorizationId, int Generation);
