namespace Holdfast.Portal.Features.SignIn;

/// <summary>A source wants to hear something more from who signs in, such as a code.</summary>
/// <param name="Ticket">Goes with the form and comes back with the answer, sealed.</param>
/// <param name="Message">As the source says it; empty: it says nothing.</param>
public sealed record SignInChallenge(string Ticket, string Message);
