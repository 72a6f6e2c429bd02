namespace Holdfast.Data;

/// <summary>
/// Knows whether the running code is inside a unit of work. A unit inside a unit would wait for itself on SQLite's one writer, and
/// would not see the outer one's changes on either database, so it is refused at once.
/// </summary>
internal static class UnitScope
{
    private static readonly AsyncLocal<IScopedUnit?> Current = new();

    public static void Enter(IScopedUnit unit) => Current.Value = unit;

    public static void Leave() => Current.Value = null;

    public static void RefuseNesting()
    {
        if (Current.Value is { IsOpen: true })
        {
            throw new InvalidOperationException("A unit of work was begun inside another one.");
        }
    }
}

internal interface IScopedUnit
{
    bool IsOpen { get; }
}
