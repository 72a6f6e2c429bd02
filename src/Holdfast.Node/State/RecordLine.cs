using System.Buffers;
using System.Buffers.Text;

namespace Holdfast.Node.State;

/// <summary>
/// One record of a file: CRC-32C as 8 hexadecimal digits, a space, JSON without line breaks, a line feed. A record that a power
/// loss tore apart does not fit its checksum. See <c>docs/protocols/node-state.md</c>.
/// </summary>
internal static class RecordLine
{
    /// <summary>Checksum and space.</summary>
    public const int Prefix = 9;

    /// <summary>A delta that touches 100 000 configurations has room. Arbitrary, may be increased.</summary>
    public const int MaximumLength = 64 * 1024 * 1024;

    public static void Write(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> json)
    {
        var line = output.GetSpan(Prefix + json.Length + 1);
        Utf8Formatter.TryFormat(Crc.Of(json), line, out _, new StandardFormat('x', 8));
        line[Prefix - 1] = (byte)' ';
        json.CopyTo(line[Prefix..]);
        line[Prefix + json.Length] = (byte)'\n';
        output.Advance(Prefix + json.Length + 1);
    }

    /// <param name="line">Without the line feed.</param>
    /// <returns>False when the line is not as it was written.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> json)
    {
        json = default;
        if (
            line.Length <= Prefix
            || line[Prefix - 1] != ' '
            || !Utf8Parser.TryParse(line, out uint crc, out var digits, 'x')
            || digits != Prefix - 1
            || crc != Crc.Of(line[Prefix..])
        )
        {
            return false;
        }

        json = line[Prefix..];
        return true;
    }
}
