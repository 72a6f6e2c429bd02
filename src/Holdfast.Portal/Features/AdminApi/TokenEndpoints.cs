using Holdfast.Data.ApiTokens;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.ApiTokens;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/tokens</c>: with which programs use this API over the network. No token makes one.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/tokens",
                async (ITokenDesk desk, CancellationToken cancel) =>
                    Answers.Items((await desk.ListAsync(cancel)).Select(View))
            )
            .Says("Lists API tokens")
            .GivesItems<TokenBody>()
            .Needs(Right.SeeService);
        api.MapPost("/tokens", MakeAsync)
            .Says("Makes an API token and shows its secret, this once")
            .Takes<NewToken>()
            .Gives<TokenBody>(StatusCodes.Status201Created)
            .Needs(Right.GiveRights);
        api.MapDelete(
                "/tokens/{id:guid}",
                async (Guid id, ITokenDesk desk, Actor actor, CancellationToken cancel) =>
                    Answers.Of(await desk.RevokeAsync(id, actor, cancel))
            )
            .Says("Revokes an API token")
            .GivesNothing()
            .Needs(Right.GiveRights);
    }

    private static async Task<IResult> MakeAsync(HttpRequest request, ITokenDesk desk, Actor actor)
    {
        var body = await Body.ReadAsync<NewToken>(request);
        if (!body.Succeeded)
        {
            return ProblemJson.Result(body.Problems);
        }

        var wanted = new TokenDraft(body.Value.Name, body.Value.Scopes, body.Value.Days ?? TokenDraft.UsualDays);
        var made = await desk.MakeAsync(wanted, actor, request.HttpContext.RequestAborted);
        return Answers.Of(made, View, StatusCodes.Status201Created);
    }

    private static TokenBody View(ApiToken token) =>
        new(token.Id, token.Name, token.Scopes, token.MadeBy, token.CreatedAt, token.ExpiresAt, token.LastUsedAt);

    private static TokenBody View(MadeToken made) => View(made.Token) with { Secret = made.Secret };

    private sealed record TokenBody(
        Guid Id,
        string Name,
        IReadOnlyList<string> Scopes,
        string MadeBy,
        DateTimeOffset CreatedAt,
        DateTimeOffset ExpiresAt,
        DateTimeOffset? LastUsedAt
    )
    {
        /// <summary>Only in the answer that makes it.</summary>
        public string? Secret { get; init; }
    }

    private sealed class NewToken
    {
        public required string Name { get; init; }
        public required IReadOnlyList<string> Scopes { get; init; }

        /// <summary>How long it is good; null: 365.</summary>
        public int? Days { get; init; }
    }
}
