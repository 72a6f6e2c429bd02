namespace Holdfast.Link.Channels;

/// <summary>Bounds of one link. Both ends have their own.</summary>
public sealed record LinkLimits
{
    /// <summary>What a portal may send: a snapshot of 100 000 configurations has room.</summary>
    public const int FromPortal = 64 * 1024 * 1024;

    /// <summary>What a node may send: small, so that a bad node cannot fill a portal's memory.</summary>
    public const int FromNode = 4 * 1024 * 1024;

    /// <summary>Bytes of the largest message that is taken.</summary>
    public required int MaximumReceived { get; init; }

    /// <summary>Bytes of the largest message that the other end takes.</summary>
    public required int MaximumSent { get; init; }

    /// <summary>Messages that wait for our reader before the sender is held back. Arbitrary, may be changed.</summary>
    public int Waiting { get; init; } = 32;

    /// <summary>Bytes of messages that wait for our reader before the sender is held back; one more message may come on top.</summary>
    public required int WaitingBytes { get; init; }

    /// <summary>Silence after which a ping is sent.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the answer to a ping may take before the link counts as dead.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a close in good order may take.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A node that answers no ping for so long is not counted on until it is heard again, though the link may stand: with the ping
    /// before it, a frozen machine or a cut cable is noticed in less than 2 s.
    /// </summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(1.5);

    /// <summary>Pings often, to notice soon; a few hundred bytes a second.</summary>
    public static readonly LinkLimits OfPortal = new()
    {
        MaximumReceived = FromNode,
        MaximumSent = FromPortal,
        WaitingBytes = 1024 * 1024,
        PingInterval = TimeSpan.FromMilliseconds(400),
    };

    public static readonly LinkLimits OfNode = new()
    {
        MaximumReceived = FromPortal,
        MaximumSent = FromNode,
        WaitingBytes = FromPortal,
    };
}
