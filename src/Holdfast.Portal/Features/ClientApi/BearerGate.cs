using Holdfast.Data;
using Holdfast.Data.Authorizations;
using Holdfast.Data.Problems;
using Holdfast.OAuth;
using Holdfast.OAuth.Bearer;
using Holdfast.Portal.Features.OAuth;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.ClientApi;

/// <summary>Lets a request through whose bearer token stands for a living authorization, and tells the endpoint whose it is.</summary>
public sealed class BearerGate(
    AccessCheck check,
    IDatabase database,
    AuthorizationStore authorizations,
    TimeProvider clock
) : IEndpointFilter
{
    private static readonly object CallerKey = new();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var token = check.Read(http.Request.Headers.Authorization);
        if (!token.Accepted)
        {
            return Refuse(token.Rejection);
        }

        var (found, behind) = await database.ReadAsync(
            async unit => (await authorizations.FindAsync(unit, token.Value.AuthorizationId), unit.MayBeBehind),
            http.RequestAborted
        );
        if (found is null && behind)
        {
            // It may only be late, and an app that is refused begins from the start.
            throw new DatabaseException(DatabaseProblems.NoPrimary.At("", "The authorization is not on the standby."));
        }

        if (AccessCheck.Check(token.Value, AuthorizationStates.Of(found), clock.GetUtcNow()) is { } rejection)
        {
            return Refuse(rejection);
        }

        http.Items[CallerKey] = new Caller(found!.Authorization, found.User);
        return await next(context);
    }

    public static Caller CallerOf(HttpContext context) => (Caller)context.Items[CallerKey]!;

    private static OAuthResult Refuse(OAuthRejection rejection) => new(BearerAnswers.Rejected(rejection));
}
