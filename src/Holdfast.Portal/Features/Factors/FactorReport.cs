namespace Holdfast.Portal.Features.Factors;

/// <summary>Somebody's second factors, for the administrator.</summary>
/// <param name="Demanded">The person must have one.</param>
/// <param name="App">Null: there is none.</param>
/// <param name="RecoveryCodes">How many are left.</param>
public sealed record FactorReport(
    string Name,
    bool Demanded,
    FactorUse? App,
    IReadOnlyList<NamedFactor> Passkeys,
    int RecoveryCodes
);

/// <param name="LastUsedAt">Null: not since it was added.</param>
public sealed record NamedFactor(string Name, DateTimeOffset AddedAt, DateTimeOffset? LastUsedAt);
