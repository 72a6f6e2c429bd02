using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>What came of a sign-in at a provider.</summary>
/// <param name="ReturnTo">Where to go on; a path of this portal.</param>
/// <param name="Problem">Null: signed in.</param>
public sealed record ProviderEntry(string ReturnTo, Problem? Problem);
