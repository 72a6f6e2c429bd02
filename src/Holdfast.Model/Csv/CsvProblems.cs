using Holdfast.Model.Problems;

namespace Holdfast.Model.Csv;

/// <summary>What can be wrong with the form of a file of comma-separated values.</summary>
public static class CsvProblems
{
    public static readonly ProblemKind NotText = new(
        "HF-2401",
        "The file is no UTF-8 text",
        "Save it as “CSV UTF-8” in the program that made it."
    );

    public static readonly ProblemKind TooLarge = new("HF-2402", "The file is too large", "Divide it.");

    public static readonly ProblemKind OpenQuote = new(
        "HF-2403",
        "A quoted field has no end",
        "Close it with a quote; a quote inside of it is written twice."
    );

    public static readonly ProblemKind StrayQuote = new(
        "HF-2404",
        "A quote stands where none may stand",
        "Put the whole field between quotes, and write each quote inside of it twice."
    );
}
