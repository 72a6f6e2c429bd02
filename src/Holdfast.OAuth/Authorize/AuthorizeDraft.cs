using Holdfast.OAuth.Clients;
using Holdfast.OAuth.Parameters;

namespace Holdfast.OAuth.Authorize;

/// <summary>An authorization request while its rules look at it.</summary>
/// <param name="Client">Null: no client has the id that the request gives.</param>
internal sealed record AuthorizeDraft(OAuthParameters Parameters, OAuthClient? Client)
{
    public string? RedirectUri => Parameters["redirect_uri"];

    public string? State => Parameters["state"];

    public ResponseMode Mode => ResponseModes.Read(Parameters["response_mode"]) ?? ResponseMode.Query;

    /// <summary>Only after the rules that decide whether the browser may be sent back at all.</summary>
    public ReturnAddress ReturnAddress =>
        new(RedirectUri!, Client!.ResponseModes.Contains(Mode) ? Mode : ResponseMode.Query, State!);

    /// <summary>Only after all rules.</summary>
    public AuthorizeRequest ToRequest() => new(Client!, ReturnAddress, Scopes.Config, Parameters["code_challenge"]!);
}
