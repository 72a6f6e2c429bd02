namespace Holdfast.Data.Apps;

/// <summary>A public OAuth client beyond those that every installation knows.</summary>
/// <param name="Name">Shown on the approval page.</param>
/// <param name="RedirectUris">As registered, compared exactly.</param>
public sealed record App(
    string ClientId,
    string Name,
    IReadOnlyList<string> RedirectUris,
    bool Enabled,
    DateTimeOffset CreatedAt
);
