using Holdfast.Failover.Members;

namespace Holdfast.Failover.Database;

/// <summary>What the database has to know of the role of its unit of addresses.</summary>
/// <param name="Held">Of our own reign; none when not active.</param>
/// <param name="Highest">The highest epoch that is known here.</param>
/// <param name="OtherHeard">The other member of the pair was heard just now.</param>
/// <param name="OtherActive">
/// It was, and said that it is active, under the highest epoch that is known here: one that was away for a while may not know yet that it
/// has lost the role, and nobody follows it.
/// </param>
/// <param name="OtherHighest">The highest epoch that it knew when it was heard last.</param>
public sealed record RoleView(
    bool Active,
    Epoch Held,
    Epoch Highest,
    bool OtherHeard,
    bool OtherActive,
    Epoch OtherHighest
)
{
    public static readonly RoleView Nothing = new(
        Active: false,
        Epoch.None,
        Epoch.None,
        OtherHeard: false,
        OtherActive: false,
        Epoch.None
    );
}
