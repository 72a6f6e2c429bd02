using Holdfast.Model.Profiles;

namespace Holdfast.Lab.Histories.Rules;

/// <summary>A tunnel carries all the time, but for what a fault cuts off, and what a busy test machine does not let run.</summary>
internal sealed class TunnelsCarry : IRule
{
    public string Name => "tunnels carry";

    public IEnumerable<string> Check(History history) =>
        from tunnel in history.Tunnels
        from silence in tunnel.Silences
        where !history.Faults.Any(fault => Explains(fault, tunnel, silence))
        where !IsStarved(history.Starved, silence)
        select $"{tunnel.App}, on {tunnel.NodeAt(silence.From)}, heard nothing from {silence}";

    private static bool Explains(Fault fault, Tunnel tunnel, Span silence) =>
        Cuts(fault.Notice, tunnel, silence.From)
        && silence.Overlaps(fault.Lasted)
        && silence.To <= fault.Lasted.To + After(fault.Notice, tunnel.Given.Protocol);

    /// <summary>One program alone waited for a processor most of the time.</summary>
    private static bool IsStarved(IReadOnlyList<Starved> all, Span silence) =>
        all.Where(one => one.Seen.Overlaps(silence))
            .GroupBy(one => one.Process, one => one.Waited)
            .Any(waits => waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait) > silence.Length / 2);

    private static bool Cuts(Notice notice, Tunnel tunnel, TimeSpan at) =>
        notice.CutsApp == tunnel.App || (notice.CutsNode is { } node && node == tunnel.NodeAt(at));

    private static TimeSpan After(Notice notice, Protocol protocol) =>
        protocol == Protocol.WireGuard ? notice.WireGuardAfter : notice.OpenVpnAfter;
}
