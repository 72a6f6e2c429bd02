using Holdfast.Data.ApiTokens;

namespace Holdfast.Portal.Features.ApiTokens;

/// <summary>A new token with its secret, which is shown once. A class, so that nothing prints it.</summary>
public sealed class MadeToken(ApiToken token, string secret)
{
    public ApiToken Token => token;

    public string Secret => secret;
}
