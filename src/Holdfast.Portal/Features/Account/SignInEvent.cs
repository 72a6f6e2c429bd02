using System.Net;

namespace Holdfast.Portal.Features.Account;

/// <summary>Somebody signed in to this account, or tried to.</summary>
/// <param name="From">Null: this machine.</param>
/// <param name="Words">What happened, in a few words.</param>
public sealed record SignInEvent(DateTimeOffset At, IPAddress? From, SignInEnd End, string Words);
