using System.Globalization;

namespace Holdfast.Failover.Postgres;

/// <summary>
/// A position in the write-ahead log, in bytes from its beginning. Text: the upper and the lower 32 bits as hexadecimal digits,
/// <c>1/6B3748</c>.
/// </summary>
internal readonly record struct LogPosition(ulong Bytes)
{
    /// <summary>PostgreSQL's usual length; other lengths are chosen at initdb, which is ours.</summary>
    public const int SegmentBytes = 16 * 1024 * 1024;

    private const int MostDigits = 8;

    /// <returns>Null: it is none.</returns>
    public static LogPosition? Parse(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        return slash >= 0 && Half(text[..slash]) is { } upper && Half(text[(slash + 1)..]) is { } lower
            ? new LogPosition(((ulong)upper << 32) | lower)
            : null;
    }

    /// <summary>The name of the file in which a timeline has this position.</summary>
    public string SegmentOn(uint timeline) =>
        string.Create(CultureInfo.InvariantCulture, $"{timeline:X8}{Bytes >> 32:X8}{(uint)Bytes / SegmentBytes:X8}");

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Bytes >> 32:X}/{(uint)Bytes:X}");

    private static uint? Half(ReadOnlySpan<char> digits) =>
        digits.Length is > 0 and <= MostDigits
        && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var half)
            ? half
            : null;
}
