namespace Holdfast.Model.Profiles;

/// <summary>
/// How soon an OpenVPN client finds out that its server is gone, in seconds. Behind one address there is no other to try first, so
/// looking again soon costs nothing: with placement <c>shared</c> the times are shorter.
/// </summary>
/// <param name="Ping">See <see cref="OpenVpnOptions.Ping"/>.</param>
/// <param name="PingRestart">See <see cref="OpenVpnOptions.PingRestart"/>.</param>
public readonly record struct OpenVpnTimers(int Ping, int PingRestart)
{
    private static readonly OpenVpnTimers Spread = new(3, 9);
    private static readonly OpenVpnTimers Shared = new(1, 3);

    /// <summary>What the administrator chose, and what is usual where nothing was chosen.</summary>
    public static OpenVpnTimers Of(Placement placement, OpenVpnOptions options)
    {
        var usual = placement == Placement.Shared ? Shared : Spread;
        var ping = options.Ping ?? usual.Ping;
        return new(ping, options.PingRestart ?? Math.Max(usual.PingRestart, 3 * ping));
    }
}
