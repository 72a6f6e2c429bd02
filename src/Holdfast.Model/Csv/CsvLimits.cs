namespace Holdfast.Model.Csv;

/// <summary>What a file may have at most. Ours, arbitrary: 10 000 people are more than are typed, and all of it is held in memory.</summary>
public static class CsvLimits
{
    /// <summary>Bytes of UTF-8.</summary>
    public const int Bytes = 2 * 1024 * 1024;

    /// <summary>With the head.</summary>
    public const int Rows = 10_001;

    public const int Columns = 50;

    /// <summary>Characters.</summary>
    public const int Field = 4096;

    /// <summary>Further ones are not told.</summary>
    public const int Problems = 100;
}
