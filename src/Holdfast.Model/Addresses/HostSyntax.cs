using System.Buffers;

namespace Holdfast.Model.Addresses;

/// <summary>Names and addresses under which machines are reached. Everything that passes is safe in a line of a configuration file.</summary>
public static class HostSyntax
{
    /// <summary>Characters of a name, RFC 1035, section 2.3.4, without the root.</summary>
    private const int LongestDomain = 253;

    private const int LongestLabel = 63;

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    );

    public static bool IsHost(string text) => AddressText.TryParseAddress(text, out _) || IsDomain(text);

    /// <summary>Labels of RFC 1123, section 2.1, and the underscore that some internal zones have; not digits and dots alone.</summary>
    public static bool IsDomain(string text) =>
        text.Length is > 0 and <= LongestDomain
        && text.Split('.').All(IsLabel)
        && !text.Split('.')[^1].All(char.IsAsciiDigit);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= LongestLabel
        && label[0] != '-'
        && label[^1] != '-'
        && !label.AsSpan().ContainsAnyExcept(LabelCharacters);
}
