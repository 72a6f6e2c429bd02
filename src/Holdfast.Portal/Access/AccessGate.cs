using Holdfast.Model.Problems;
using Holdfast.Portal.Features.AdminApi;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Access;

/// <summary>
/// Before every endpoint that is no page: has whoever asks the right that the endpoint needs? Pages ask in <see cref="AccessFilter"/>,
/// where it is known what of a page is asked for.
/// </summary>
public sealed class AccessGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) =>
        Refusal(http) is { } problem
            ? ProblemAnswer.WriteAsync(http, problem, ProblemStatus.Of(problem.Kind))
            : next(http);

    private static Problem? Refusal(HttpContext http)
    {
        // The router's own answer that a method is wrong opens nothing.
        if (http.GetEndpoint() is not RouteEndpoint endpoint || IsPage(endpoint))
        {
            return null;
        }

        return endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Right switch
        {
            // Apps are looked at by the client API itself, which answers as apps expect.
            Right.Everybody or Right.OwnApp => null,
            { } right when IsAdminApi(http) => RefusalTo(Actor.Of(http), right),
            { } right => Visitor.Of(http.User) is { MustChangePassword: false } visitor && visitor.May(right)
                ? null
                : RequestProblems.Forbidden.At("", AccessWords.RolesWith(right)),
            null => RequestProblems.Forbidden.At("", ""),
        };
    }

    private static Problem? RefusalTo(Actor actor, Right right) =>
        actor.May(right) ? null : AccessProblems.Scope.At("", AccessWords.ScopesWith(right));

    private static bool IsPage(Endpoint endpoint) => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null;

    private static bool IsAdminApi(HttpContext http) =>
        http.Request.Path.StartsWithSegments(AdminApi.Root, StringComparison.Ordinal);
}
