using Holdfast.OAuth.Clients;

namespace Holdfast.OAuth.Authorize;

/// <summary>How the browser is sent back to the app; its parts are proven to belong to the app.</summary>
/// <param name="State">The app's own mark, given back as it came.</param>
public sealed record ReturnAddress(string RedirectUri, ResponseMode Mode, string State);
