using Holdfast.OAuth.Tokens;

namespace Holdfast.OAuth.Token;

/// <summary>The app wants new tokens (RFC 6749 section 6).</summary>
/// <param name="ClientId">Known to us, or null: not every app sends it.</param>
/// <param name="Token">Ours for certain; whether it is still good, <see cref="RefreshDecision"/> says.</param>
public sealed record RefreshTokenGrant(string? ClientId, RefreshToken Token) : TokenRequest;
