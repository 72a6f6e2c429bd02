using Holdfast.Model.Csv;
using Holdfast.Model.Problems;
using Holdfast.Problems;
using Holdfast.Terminals;

namespace Holdfast.Admin;

/// <summary>Comma-separated values that the administrator gives us in a file.</summary>
internal static class CsvFile
{
    /// <param name="name">A file, or <c>-</c> for the standard input.</param>
    public static async Task<Outcome<string>> ReadAsync(Terminal terminal, string name, CancellationToken cancel)
    {
        try
        {
            if (name == "-")
            {
                return await terminal.In.ReadToEndAsync(cancel);
            }

            var length = new FileInfo(name).Length;
            return length > CsvLimits.Bytes
                ? CsvProblems.TooLarge.At(name, $"It has {length} bytes of {CsvLimits.Bytes}.")
                : CsvText.Read(await File.ReadAllBytesAsync(name, cancel));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return CommandProblems.FileUnusable.At(name, broken.Message);
        }
    }
}
