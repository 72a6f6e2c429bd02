using System.Buffers;

namespace Holdfast.Model.Profiles.Validation;

/// <summary>How names may look. Everything that passes is safe in a line of a configuration file.</summary>
internal static class NameSyntax
{
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789-"
    );

    public static bool IsId(string text) =>
        text.Length is > 0 and <= Limits.IdLength
        && !text.AsSpan().ContainsAnyExcept(IdCharacters)
        && !text.All(char.IsAsciiDigit);

    /// <summary>One line that a person reads.</summary>
    public static bool IsLine(string text) =>
        text.Length is > 0 and <= Limits.NameLength && text.Trim() == text && !text.Any(BreaksLines);

    private static bool BreaksLines(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
