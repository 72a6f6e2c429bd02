using System.Net;

namespace Holdfast.Node.WireGuard;

public sealed record WireGuardPlaneOptions
{
    /// <summary>How often it is looked whether the interfaces still live.</summary>
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often handshakes and counters are read.</summary>
    public TimeSpan ReadEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often each interface is asked for a handshake, as a client would ask; null: never.</summary>
    public TimeSpan? ProbeEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long such an answer may take. On one machine it takes less than a millisecond.</summary>
    public TimeSpan ProbePatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Peers in one change of a device: none waits long behind it. Arbitrary, may be changed.</summary>
    public int Batch { get; init; } = 500;

    /// <summary>Where a client really is whose packets come from an address of ours (WireGuard inside TCP); null: not one of these.</summary>
    public Func<IPEndPoint, IPEndPoint?> ClientBehind { get; init; } = _ => null;
}
