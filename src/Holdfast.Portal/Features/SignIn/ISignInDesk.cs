using Holdfast.Model.Problems;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>Begins and ends sessions of browsers.</summary>
public interface ISignInDesk
{
    /// <summary>Checks who it is and, when right, puts the session's cookie into the answer.</summary>
    /// <returns>Why not; null: signed in.</returns>
    Task<Problem?> SignInAsync(HttpContext http, string userName, string password);

    /// <summary>Ends the session of the request, if there is one, and takes the cookie back.</summary>
    Task SignOutAsync(HttpContext http);
}
