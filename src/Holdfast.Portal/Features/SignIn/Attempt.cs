using System.Net;
using Holdfast.Identity.SignIn;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>Somebody tries to prove something that could be guessed.</summary>
/// <param name="WhoKey">Under which the tries of this person, or with this name, are counted.</param>
/// <param name="Address">From where.</param>
/// <param name="At">When.</param>
public sealed record Attempt(string WhoKey, IPAddress Address, DateTimeOffset At)
{
    public string AddressKey { get; } = ThrottleKeys.OfAddress(Address);

    public static Attempt With(string whoKey, HttpContext http, DateTimeOffset now) =>
        new(whoKey, http.Connection.RemoteIpAddress ?? IPAddress.None, now);
}
