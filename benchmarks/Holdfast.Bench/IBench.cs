using Holdfast.Bench.Reports;

namespace Holdfast.Bench;

/// <summary>Something that is measured beside what a user would pick instead.</summary>
/// <remarks>To add one: implement this, and put it into <see cref="AllBenches"/>.</remarks>
internal interface IBench
{
    string Name { get; }

    string Summary { get; }

    /// <summary>How often, when the user says so: <c>--rounds</c>. Not every bench heeds it.</summary>
    int? Rounds
    {
        get => null;
        set { }
    }

    /// <exception cref="Exception">It could not measure.</exception>
    Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab);
}
