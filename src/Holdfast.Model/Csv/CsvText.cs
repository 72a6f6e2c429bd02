using System.Text;
using System.Text.Unicode;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Csv;

/// <summary>The bytes of a file as text: UTF-8, with a byte order mark or without.</summary>
public static class CsvText
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    public static Outcome<string> Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > CsvLimits.Bytes)
        {
            return CsvProblems.TooLarge.At("", $"It has {file.Length} bytes of {CsvLimits.Bytes}.");
        }

        var text = file.StartsWith(Mark) ? file[Mark.Length..] : file;
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : CsvProblems.NotText.At(LineOfFirstFault(text), "");
    }

    private static string LineOfFirstFault(ReadOnlySpan<byte> text)
    {
        var line = 1;
        while (
            !text.IsEmpty
            && Rune.DecodeFromUtf8(text, out var rune, out var length) == System.Buffers.OperationStatus.Done
        )
        {
            line += rune.Value == '\n' ? 1 : 0;
            text = text[length..];
        }

        return $"line {line}";
    }
}
