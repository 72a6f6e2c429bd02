using System.Collections.Immutable;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Messages;

/// <summary>What the sender knows of the hosts within a range of ids, both ends included: whoever knows better says so.</summary>
public sealed record Summary(HostId First, HostId Last, ImmutableArray<SummaryEntry> Entries) : MeshMessage
{
    /// <summary>So that it fits into a datagram.</summary>
    public const int MostEntries = 20;
}
