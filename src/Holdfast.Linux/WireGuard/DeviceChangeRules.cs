namespace Holdfast.Linux.WireGuard;

/// <summary>What both kinds of device would misread or cut off silently. To break one of these is a bug of the caller.</summary>
internal static class DeviceChangeRules
{
    public static void Require(DeviceChange change)
    {
        RequirePort(change.ListenPort, nameof(change.ListenPort));
        foreach (var peer in change.Peers)
        {
            RequirePort(peer.Keepalive, nameof(peer.Keepalive));
            RequirePort(peer.Endpoint?.Port, nameof(peer.Endpoint));
        }
    }

    /// <summary>Ports, and seconds of keepalive, travel in 16 bits.</summary>
    private static void RequirePort(int? number, string name)
    {
        if (number is < 0 or > ushort.MaxValue)
        {
            throw new ArgumentOutOfRangeException(name, number, "Must fit into 16 bits.");
        }
    }
}
