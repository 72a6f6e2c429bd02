using Holdfast.Linux.WireGuard;
using Holdfast.Mesh.Daemon;
using Holdfast.Model.Keys;

namespace Holdfast.Mesh.Tests.Daemon;

public sealed class ReceivedBytesTests
{
    private readonly ReceivedBytes _bytes = new();

    [Fact]
    public void More_ThanAMomentAgo_IsASignOfLife()
    {
        Assert.Empty(_bytes.Look(Ms(0), [Peer(1, 100), Peer(2, 100)]));

        Assert.Equal([Key(2)], _bytes.Look(Ms(20), [Peer(1, 100), Peer(2, 101)]));
        Assert.Empty(_bytes.Look(Ms(40), [Peer(1, 100), Peer(2, 101)]));
    }

    /// <summary>It may have come long before the silence began.</summary>
    [Fact]
    public void More_ThanLongAgo_IsNone()
    {
        _bytes.Look(Ms(0), [Peer(1, 100)]);

        Assert.Empty(_bytes.Look(Ms(500), [Peer(1, 900)]));
        Assert.Equal([Key(1)], _bytes.Look(Ms(520), [Peer(1, 901)]));
    }

    /// <summary>A peer that is added anew counts from zero.</summary>
    [Fact]
    public void PeersThatAreNew_OrBeginAgain_SayNothing()
    {
        _bytes.Look(Ms(0), [Peer(1, 100)]);

        Assert.Empty(_bytes.Look(Ms(20), [Peer(1, 3), Peer(2, 5)]));
        Assert.Empty(_bytes.Look(Ms(40), []));
        Assert.Empty(_bytes.Look(Ms(60), [Peer(1, 900)]));
    }

    private static PeerState Peer(byte number, long received) =>
        new(Key(number), PresharedKey: null, Endpoint: null, [], LastHandshake: null, received, Sent: 0, Keepalive: 0);

    private static WireGuardKey Key(byte number) => new(Enumerable.Repeat(number, WireGuardKey.Length).ToArray());

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
