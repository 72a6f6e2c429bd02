using Holdfast.Mesh.Core;

namespace Holdfast.Mesh.Tests.Simulation;

/// <param name="Hosts">The first few are servers that claim the same.</param>
/// <param name="Servers">At least 1.</param>
internal sealed record WorldOptions(int Hosts, int Servers = 2)
{
    public MeshRules Rules { get; init; } = new();

    /// <summary>Rules of a host that has others than all; null: nobody has.</summary>
    public Func<int, MeshRules>? RulesOf { get; init; }

    /// <summary>Part of the datagrams that are lost on each way.</summary>
    public double Loss { get; init; }

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    public TimeSpan TickInterval { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Datagrams are written and read as on a real wire.</summary>
    public bool OnTheWire { get; init; } = true;
}
