namespace Holdfast.Lab.Histories;

/// <summary>All that is known of a story: what clients were told and saw, what was broken, and what is there at the end.</summary>
public sealed record History
{
    public IReadOnlyList<Call> Calls { get; init; } = [];

    public IReadOnlyList<Tunnel> Tunnels { get; init; } = [];

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>When the machine had no processor for a program that carries tunnels.</summary>
    public IReadOnlyList<Starved> Starved { get; init; } = [];

    public required EndState End { get; init; }
}
