using System.Net;

namespace Holdfast.Mesh.Control;

/// <param name="Number">From 1 in each life of a host, without a gap.</param>
/// <param name="At">By this machine's clock.</param>
/// <param name="Before">Name; null: nobody.</param>
/// <param name="After">Name; null: nobody.</param>
/// <param name="Milliseconds">From the event that changed it until the tunnel sent there.</param>
public sealed record SwitchEntry(
    int Number,
    DateTimeOffset At,
    IPNetwork Prefix,
    string? Before,
    string? After,
    string Cause,
    double Milliseconds
);
