namespace Holdfast.Fuzz;

/// <summary>
/// A parser under fire. It is total: any bytes give a value or a refusal. Any exception that leaves <see cref="Take"/> is a finding, and
/// so is an input that takes longer than <see cref="Fuzzer.Patience"/>.
/// </summary>
/// <remarks>To add one: implement this, put it into <see cref="AllTargets"/>, and good inputs into <c>fuzz/corpus/NAME</c>.</remarks>
public interface IFuzzTarget
{
    /// <summary>Lower case, words joined by hyphens.</summary>
    string Name { get; }

    /// <summary>Words of the format, which blind mutation would take long to find.</summary>
    IReadOnlyList<string> Words { get; }

    /// <summary>Good inputs made by our own writers, beside those in the corpus.</summary>
    IEnumerable<byte[]> Samples { get; }

    void Take(ReadOnlySpan<byte> input);
}
