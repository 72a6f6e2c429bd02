using System.Globalization;
using System.Text;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Features.Configurations;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.ClientApi;

/// <summary><c>POST /connect</c>: a configuration whose peer is live before the answer leaves.</summary>
public sealed class ConnectEndpoint(ConfigurationIssuer issuer, ClientFileWriter files)
{
    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        var form = ConnectForm.Read(await context.Request.ReadFormAsync(context.RequestAborted));
        if (!form.Succeeded)
        {
            return ClientApiError.Result(form.Problems[0]);
        }

        var issued = await issuer.IssueAsync(RequestOf(context, form.Value), context.RequestAborted);
        if (!issued.Succeeded)
        {
            return ClientApiError.Result(issued.Problems[0]);
        }

        return new ProfileAnswer(await files.ForAppAsync(issued.Value, form.Value.PreferTcp, context.RequestAborted));
    }

    private static IssueRequest RequestOf(HttpContext context, ConnectForm form)
    {
        var caller = BearerGate.CallerOf(context);
        return new()
        {
            ConfigurationId = Guid.CreateVersion7(),
            UserId = caller.User.Id,
            AuthorizationId = caller.Authorization.Id,
            ProfileId = form.ProfileId,
            ClientAddress = context.Connection.RemoteIpAddress,
            Name = caller.Authorization.ClientId,
            Abilities = ClientAbilities.FromAccept(context.Request.Headers.Accept, form.PublicKey is not null),
            PreferTcp = form.PreferTcp,
            PublicKey = form.PublicKey,
            SecondFactor = caller.Authorization.SecondFactor,
            ExpiresAt = caller.Authorization.ExpiresAt,
        };
    }

    /// <summary>Apps compare the content type to the letter, so nothing may append a character set to it.</summary>
    private sealed class ProfileAnswer(IssuedConfiguration issued) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var body = Encoding.UTF8.GetBytes(issued.Body);
            response.ContentType = issued.ContentType;
            response.ContentLength = body.Length;
            response.Headers.Expires = issued.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);
            response.Headers.CacheControl = "no-store";
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
