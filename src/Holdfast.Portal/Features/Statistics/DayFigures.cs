namespace Holdfast.Portal.Features.Statistics;

/// <summary>One day.</summary>
/// <param name="People">Different ones who were connected.</param>
/// <param name="Devices">Different configurations that were used.</param>
/// <param name="Sessions">That were live in some moment.</param>
/// <param name="Peak">The most devices at once.</param>
/// <param name="Received">Bytes from clients.</param>
/// <param name="Sent">Bytes to clients.</param>
public sealed record DayFigures(
    DateOnly Day,
    long People,
    long Devices,
    long Sessions,
    long Peak,
    long Received,
    long Sent
);
