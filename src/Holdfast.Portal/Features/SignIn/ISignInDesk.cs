using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>Begins and ends sessions of browsers.</summary>
public interface ISignInDesk
{
    /// <summary>Checks who it is and, when right, puts the session's cookie into the answer.</summary>
    Task<SignInAnswer> SignInAsync(HttpContext http, string userName, string password);

    /// <summary>What a source wanted to hear beside the password.</summary>
    /// <param name="ticket">Of the <see cref="SignInChallenge"/>.</param>
    Task<SignInAnswer> AnswerAsync(HttpContext http, string ticket, string response);

    /// <summary>Ends the session of the request, if there is one, and takes the cookie back.</summary>
    Task SignOutAsync(HttpContext http);
}
