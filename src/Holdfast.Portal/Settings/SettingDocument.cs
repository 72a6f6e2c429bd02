namespace Holdfast.Portal.Settings;

/// <summary>A setting that is a whole document, whose secrets lie in the vault under names that it holds.</summary>
/// <param name="Key">Of the setting.</param>
/// <param name="SecretPrefix">With which the names of its secrets begin.</param>
/// <param name="SecretsOf">Names of the secrets that a version of it refers to.</param>
/// <param name="Told">What the audit log says of a version; no secret.</param>
internal sealed record SettingDocument<T>(
    string Key,
    string SecretPrefix,
    Func<T, IEnumerable<string>> SecretsOf,
    Func<T, object> Told
)
    where T : class, new();
