namespace Holdfast.Failover.Configuration;

/// <summary>Addresses that are always on the same member.</summary>
public sealed record UnitConfiguration
{
    /// <summary>Virtual router id: 1 to 255, unique on its networks.</summary>
    public required int Vrid { get; init; }

    /// <summary>Of the outside and the inside, both families.</summary>
    public required IReadOnlyList<UnitAddress> Addresses { get; init; }
}
