using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Holdfast.Model.DesiredState;

namespace Holdfast.Node.State;

/// <summary>The first record of a file. Nothing can be done for anybody before it is read.</summary>
internal static class HeaderRecord
{
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out StateHeader? header)
    {
        var form = new FixedForm(json);
        header =
            form.TryStart()
            && form.TryEnter("header"u8)
            && form.TryNumber("format"u8, out int format)
            && form.TryText("kind"u8, out var kind)
            && form.TryNumber("generation"u8, out long generation)
            && form.TryEnter("revision"u8)
            && form.TryNumber("epoch"u8, out long epoch)
            && form.TryNumber("number"u8, out long number)
            && form.TryLeave()
            && form.TryTime("at"u8, out var at)
            && form.TryNumber("records"u8, out int records)
            && form.TryLeave()
            && form.TryEnd()
                ? new StateHeader(format, kind, generation, new Revision(epoch, number), at, records)
                : null;
        return header is not null;
    }
}
