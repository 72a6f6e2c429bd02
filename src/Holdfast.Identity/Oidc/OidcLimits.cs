namespace Holdfast.Identity.Oidc;

/// <summary>What is taken from a provider at most. Ours.</summary>
public static class OidcLimits
{
    /// <summary>Bytes of any answer. Ours: a token with some thousand groups fits.</summary>
    public const int LongestAnswer = 512 * 1024;

    /// <summary>Characters of a token.</summary>
    public const int LongestToken = 256 * 1024;

    /// <summary>Keys of a provider that are looked at.</summary>
    public const int MostKeys = 64;

    /// <summary>Groups of a person that are looked at.</summary>
    public const int MostGroups = 5000;

    /// <summary>Characters of a subject (OpenID Connect Core 2: 255).</summary>
    public const int LongestSubject = 255;

    /// <summary>By how much clocks may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);
}
