using Holdfast.OAuth.Parameters;
using Holdfast.OAuth.Token;
using Holdfast.OAuth.Tokens;
using Holdfast.Portal.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.OAuth;

/// <summary><c>POST /vpn-user-portal/oauth/token</c>.</summary>
public static class TokenEndpointMap
{
    public const string Path = "/vpn-user-portal/oauth/token";

    public static void MapToken(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, AnswerAsync).Needs(Right.Everybody);

    private static async Task<IResult> AnswerAsync(
        HttpContext context,
        AppRegistry apps,
        TokenReader reader,
        TokenExchange exchange
    )
    {
        var cancel = context.RequestAborted;
        var body = await BoundedBodyAsync(context.Request, cancel);
        var endpoint = new TokenEndpoint(await apps.ReadAsync(cancel), reader);
        var request = endpoint.Read(context.Request.ContentType, body.Span);
        return new OAuthResult(
            request.Accepted
                ? await exchange.ExchangeAsync(request.Value, cancel)
                : TokenAnswers.Rejected(request.Rejection)
        );
    }

    /// <summary>One byte more than allowed shows the rules that there is too much.</summary>
    private static async Task<ReadOnlyMemory<byte>> BoundedBodyAsync(HttpRequest request, CancellationToken cancel)
    {
        var buffer = new byte[ParameterLimits.TotalLength + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return buffer.AsMemory(0, length);
    }
}
