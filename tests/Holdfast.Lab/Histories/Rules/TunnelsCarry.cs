using Holdfast.Model.Profiles;

namespace Holdfast.Lab.Histories.Rules;

/// <summary>A tunnel carries all the time, but for what a fault cuts off.</summary>
internal sealed class TunnelsCarry : IRule
{
    public string Name => "tunnels carry";

    public IEnumerable<string> Check(History history) =>
        from tunnel in history.Tunnels
        from silence in tunnel.Silences
        where !history.Faults.Any(fault => Explains(fault, tunnel, silence))
        select $"{tunnel.App}, on {tunnel.NodeAt(silence.From)}, heard nothing from {silence}";

    private static bool Explains(Fault fault, Tunnel tunnel, Span silence) =>
        Cuts(fault.Notice, tunnel, silence.From)
        && silence.Overlaps(fault.Lasted)
        && silence.To <= fault.Lasted.To + After(fault.Notice, tunnel.Given.Protocol);

    private static bool Cuts(Notice notice, Tunnel tunnel, TimeSpan at) =>
        notice.CutsApp == tunnel.App || (notice.CutsNode is { } node && node == tunnel.NodeAt(at));

    private static TimeSpan After(Notice notice, Protocol protocol) =>
        protocol == Protocol.WireGuard ? notice.WireGuardAfter : notice.OpenVpnAfter;
}
