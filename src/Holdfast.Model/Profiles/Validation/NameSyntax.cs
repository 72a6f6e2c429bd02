using System.Buffers;
using Holdfast.Model.Addresses;

namespace Holdfast.Model.Profiles.Validation;

/// <summary>How names may look. Everything that passes is safe in a line of a configuration file.</summary>
internal static class NameSyntax
{
    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    );

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

    /// <summary>Labels of RFC 1123, section 2.1, and the underscore that some internal zones have; not digits and dots alone.</summary>
    public static bool IsDomain(string text) =>
        text.Length is > 0 and <= Limits.DomainLength
        && text.Split('.').All(IsLabel)
        && !text.Split('.')[^1].All(char.IsAsciiDigit);

    public static bool IsHost(string text) => AddressText.TryParseAddress(text, out _) || IsDomain(text);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= Limits.LabelLength
        && label[0] != '-'
        && label[^1] != '-'
        && !label.AsSpan().ContainsAnyExcept(LabelCharacters);

    private static bool BreaksLines(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
