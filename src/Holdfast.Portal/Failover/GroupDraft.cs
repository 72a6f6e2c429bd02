using System.Net;
using Holdfast.Model.Failover;

namespace Holdfast.Portal.Failover;

/// <summary>What an administrator wants of a group. All else is found.</summary>
public sealed record GroupDraft
{
    /// <summary>The first waits least before it becomes active.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    public required IReadOnlyList<UnitDraft> Units { get; init; }

    public GroupOptions Options { get; init; } = new();
}

/// <param name="Addresses">Outside and inside, both families: what is always on the same machine.</param>
/// <param name="Vrid">Null: that of the unit which has one of the addresses already, or one is chosen.</param>
/// <param name="Name">For people; empty: its first address.</param>
public sealed record UnitDraft(IReadOnlyList<IPAddress> Addresses, int? Vrid = null, string Name = "");
