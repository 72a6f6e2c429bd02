namespace Holdfast.Identity.UserNames;

/// <summary>The scripts in which user names are written. Those that need combining marks are not among them.</summary>
public enum Script
{
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Georgian,
    Hebrew,
    Arabic,

    /// <summary>Han with Hiragana and Katakana, which Japanese mixes in each word.</summary>
    Japanese,
    Hangul,
}
