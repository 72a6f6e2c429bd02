using System.Globalization;

namespace Holdfast.Failover.Postgres;

/// <summary>The name of a file of the write-ahead log: 24 hexadecimal digits, of which the first eight are the timeline.</summary>
internal static class SegmentName
{
    private const int Length = 24;
    private const int TimelineLength = 8;

    /// <returns>Null: it is no such file.</returns>
    public static uint? TimelineOf(ReadOnlySpan<char> name)
    {
        if (name.Length != Length)
        {
            return null;
        }

        foreach (var character in name)
        {
            if (!char.IsAsciiHexDigit(character))
            {
                return null;
            }
        }

        return uint.Parse(name[..TimelineLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
