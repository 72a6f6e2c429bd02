using Holdfast.Model.Problems;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Factors;

/// <summary>Passkeys: making, using and removing them.</summary>
public interface IPasskeyDesk
{
    /// <summary>For signing in with nothing else; null: browsers make no passkeys for this address.</summary>
    PasskeyRequest? OfferSignIn();

    /// <summary>Puts the session's cookie into the answer when the passkey is right.</summary>
    /// <param name="answer">What the browser made of the request.</param>
    Task<Problem?> SignInAsync(HttpContext http, string ticket, string answer);

    /// <summary>For proving who it is; null: there is no passkey, or none can be used here.</summary>
    Task<PasskeyRequest?> OfferProofAsync(Visitor visitor, CancellationToken cancel);

    Task<Problem?> ProveAsync(HttpContext http, Visitor visitor, string ticket, string answer);

    /// <summary>For a new one; null: browsers make no passkeys for this address.</summary>
    Task<PasskeyRequest?> OfferCreationAsync(Visitor visitor, CancellationToken cancel);

    /// <summary>Problems name the field <c>name</c>.</summary>
    Task<Outcome<AddedFactor>> AddAsync(HttpContext http, Visitor visitor, NewPasskeyForm form);

    Task<Problem?> RemoveAsync(Visitor visitor, Guid id, CancellationToken cancel);
}

/// <summary>What the page hands to the browser's own dialog.</summary>
/// <param name="Options">JSON, as <c>PublicKeyCredential</c> parses it.</param>
/// <param name="Ticket">The challenge, sealed, for the form to bring back.</param>
public sealed record PasskeyRequest(string Options, string Ticket);

/// <param name="Name">As its owner calls it.</param>
/// <param name="Answer">What the browser made of the request.</param>
public sealed record NewPasskeyForm(string Name, string Ticket, string Answer);
