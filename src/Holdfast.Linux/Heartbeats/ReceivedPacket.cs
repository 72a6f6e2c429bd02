namespace Holdfast.Linux.Heartbeats;

/// <summary>A packet as it arrived. Lives until the next one is received.</summary>
public readonly ref struct ReceivedPacket
{
    public ReceivedPacket(
        ReadOnlySpan<byte> payload,
        ReadOnlySpan<byte> source,
        ReadOnlySpan<byte> destination,
        int hopLimit
    )
    {
        Payload = payload;
        Source = source;
        Destination = destination;
        HopLimit = hopLimit;
    }

    /// <summary>Behind the IP header.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>4 or 16 bytes.</summary>
    public ReadOnlySpan<byte> Source { get; }

    public ReadOnlySpan<byte> Destination { get; }

    /// <summary>255: from a neighbour.</summary>
    public int HopLimit { get; }
}
