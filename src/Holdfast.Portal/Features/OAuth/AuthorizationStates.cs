using Holdfast.Data.Authorizations;
using Holdfast.OAuth.Tokens;

namespace Holdfast.Portal.Features.OAuth;

/// <summary>From what the database keeps to what the rules of Holdfast.OAuth judge.</summary>
internal static class AuthorizationStates
{
    /// <summary>Null for what is not there, was revoked, or belongs to somebody who may not use it any more.</summary>
    public static AuthorizationState? Of(AuthorizedUser? found) =>
        found is { Authorization.RevokedAt: null, User.DisabledAt: null } ? Of(found.Authorization) : null;

    public static AuthorizationState Of(Authorization authorization) =>
        new()
        {
            Id = authorization.Id,
            ClientId = authorization.ClientId,
            Generation = authorization.Generation,
            GeneratedAt = authorization.RotatedAt,
            ExpiresAt = authorization.ExpiresAt,
        };
}
