using System.Buffers;
using System.Globalization;

namespace Holdfast.Portal.Notices.Smtp;

/// <summary>Puts replies together from bytes as they come, RFC 5321 section 4.2. What is none, or too long, breaks it for good.</summary>
public sealed class SmtpReplyReader
{
    /// <summary>Bytes of a line with its end; RFC 5321 section 4.5.3.1.5 has 512. Ours.</summary>
    public const int LongestLine = 2048;

    /// <summary>Of a reply. Ours: no server has so many extensions.</summary>
    public const int MostLines = 100;

    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly List<string> _lines = [];
    private int _code;

    /// <summary>What came is no reply; nothing more is read.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Takes the next bytes, up to the end of a reply.</summary>
    /// <returns>Null: there is more to come, or it is broken. The rest of the bytes stays in <paramref name="input"/>.</returns>
    public SmtpReply? Take(ref ReadOnlySpan<byte> input)
    {
        while (!IsBroken && input.Length > 0)
        {
            var end = input.IndexOf((byte)'\n');
            var part = end < 0 ? input : input[..end];
            input = end < 0 ? [] : input[(end + 1)..];
            if (_line.WrittenCount + part.Length > LongestLine)
            {
                IsBroken = true;
                return null;
            }

            _line.Write(part);
            if (end >= 0 && EndLine() is { } reply)
            {
                return reply;
            }
        }

        return null;
    }

    private SmtpReply? EndLine()
    {
        var line = _line.WrittenSpan.TrimEnd((byte)'\r');
        var isLast = line.Length == 3 || (line.Length > 3 && line[3] == (byte)' ');
        var isGood = isLast || (line.Length > 3 && line[3] == (byte)'-');
        if (!isGood || CodeOf(line[..3]) is not { } code || (_lines.Count > 0 && code != _code))
        {
            IsBroken = true;
            return null;
        }

        _code = code;
        _lines.Add(line.Length > 4 ? Printable(line[4..]) : "");
        _line.Clear();
        IsBroken = _lines.Count > MostLines;
        return isLast && !IsBroken ? Finish() : null;
    }

    private SmtpReply Finish()
    {
        var reply = new SmtpReply(_code, [.. _lines]);
        _lines.Clear();
        return reply;
    }

    private static int? CodeOf(ReadOnlySpan<byte> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 200 and < 600
            ? code
            : null;

    /// <summary>It is shown to people and kept.</summary>
    private static string Printable(ReadOnlySpan<byte> bytes) =>
        string.Create(
            bytes.Length,
            bytes,
            static (text, from) =>
            {
                for (var index = 0; index < text.Length; index++)
                {
                    text[index] = from[index] is >= 0x20 and < 0x7f ? (char)from[index] : '?';
                }
            }
        );
}
