namespace Holdfast.Portal.Features.Factors;

/// <summary>The form around a passkey, as pages draw it.</summary>
/// <param name="Label">Of the button.</param>
/// <param name="Action">Where it is sent to.</param>
public sealed record PasskeyForm(PasskeyRequest Request, string Label, string Action, string ReturnTo);
