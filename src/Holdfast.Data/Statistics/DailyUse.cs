namespace Holdfast.Data.Statistics;

/// <summary>Who used the service on one day.</summary>
/// <param name="ProfileId">Empty: all profiles.</param>
/// <param name="NodeId">Empty: all nodes.</param>
/// <param name="People">Different ones.</param>
/// <param name="Devices">Different configurations.</param>
/// <param name="Sessions">That were live in some moment of the day.</param>
/// <param name="Peak">Of sessions at once.</param>
public sealed record DailyUse(
    DateOnly Day,
    string ProfileId,
    string NodeId,
    long People,
    long Devices,
    long Sessions,
    long Peak
);
