using Holdfast.Model.Problems;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>Sends people to sign in elsewhere, and takes them in when they come back.</summary>
public interface IProviderDesk
{
    Task<IReadOnlyList<ProviderChoice>> ListAsync(CancellationToken cancel);

    /// <summary>Puts what must come back into a cookie.</summary>
    /// <param name="anew">The person is to sign in there again, also when the provider knows the browser.</param>
    /// <returns>Where the browser goes.</returns>
    Task<Outcome<Uri>> BeginAsync(HttpContext http, Guid sourceId, string returnTo, bool anew);

    /// <summary>Judges with what the browser came back and, when it is good, puts the session's cookie into the answer.</summary>
    Task<ProviderEntry> FinishAsync(HttpContext http, Guid sourceId);
}
