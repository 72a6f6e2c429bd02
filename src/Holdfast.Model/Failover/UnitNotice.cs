namespace Holdfast.Model.Failover;

/// <summary>What this machine is for one unit of virtual addresses, at the moment at which the line was written.</summary>
public sealed record UnitNotice
{
    /// <summary>1 to 255.</summary>
    public required int Vrid { get; init; }

    public required UnitRole Role { get; init; }

    /// <summary>
    /// <c>TERM.MEMBER</c>: of the own reign while active, else the highest that is known. Grows with each takeover, and may also grow
    /// during one reign.
    /// </summary>
    public required string Epoch { get; init; }

    /// <summary>All of the unit, whoever has them.</summary>
    public required IReadOnlyList<PlacedAddress> Addresses { get; init; }

    /// <summary>How long the role has been so, by a monotonic clock.</summary>
    public required long MillisecondsInRole { get; init; }

    /// <summary>This very line tells that the machine became active. True in one line for each takeover, and never in the first one.</summary>
    public bool JustWon { get; init; }
}
