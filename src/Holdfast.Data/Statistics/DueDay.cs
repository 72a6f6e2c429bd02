namespace Holdfast.Data.Statistics;

/// <summary>A day whose sessions have changed since it was computed.</summary>
/// <param name="Marks">How often it was marked until now; later ones are not settled with these.</param>
public sealed record DueDay(DateOnly Day, long Marks);
