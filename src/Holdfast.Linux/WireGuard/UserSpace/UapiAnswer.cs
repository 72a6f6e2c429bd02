using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Holdfast.Linux.WireGuard.UserSpace;

/// <summary>An answer of the userspace configuration protocol: to <c>set</c> only <c>errno</c>, to <c>get</c> the device before it.</summary>
/// <param name="Errno">0 for success; otherwise the number of a Linux error, positive or negative.</param>
internal sealed record UapiAnswer(long Errno, DeviceState Device)
{
    /// <summary>What ends an answer: the line end of its last line, and an empty line.</summary>
    public static ReadOnlySpan<byte> End => "\n\n"u8;

    /// <summary>
    /// Reads a whole answer, <see cref="End"/> included. Any bytes give an answer or a reason why they are none. Keys that we do not know
    /// are skipped: newer programs may say more.
    /// </summary>
    public static bool TryParse(
        ReadOnlySpan<byte> text,
        [NotNullWhen(true)] out UapiAnswer? answer,
        [NotNullWhen(false)] out string? mistake
    )
    {
        answer = null;
        if (!text.EndsWith(End))
        {
            mistake = "the answer has no end";
            return false;
        }

        var reader = new UapiAnswerReader();
        mistake = Read(text[..^1], reader);
        if (mistake is null && reader.Errno is { } errno)
        {
            answer = new UapiAnswer(errno, reader.Build());
            return true;
        }

        mistake ??= "the answer has no errno";
        return false;
    }

    private static string? Read(ReadOnlySpan<byte> lines, UapiAnswerReader reader)
    {
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            var line = lines[..end];
            lines = lines[(end + 1)..];
            var equals = line.IndexOf((byte)'=');
            if (equals < 1 || !reader.TryAdd(line[..equals], line[(equals + 1)..]))
            {
                return $"the line of {NameOf(line)} is malformed";
            }
        }

        return null;
    }

    /// <summary>Only the name of a line, and only where it looks like one: values may be private keys.</summary>
    private static string NameOf(ReadOnlySpan<byte> line)
    {
        var equals = line.IndexOf((byte)'=');
        var name = equals is > 0 and <= 40 ? Encoding.UTF8.GetString(line[..equals]) : "";
        return name.Length > 0 && name.All(letter => char.IsAsciiLetterLower(letter) || letter == '_')
            ? name
            : "an unknown key";
    }
}
