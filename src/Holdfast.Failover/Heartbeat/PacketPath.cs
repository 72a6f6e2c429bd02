namespace Holdfast.Failover.Heartbeat;

/// <summary>How a heartbeat travels, for reading and for writing.</summary>
public readonly ref struct PacketPath
{
    /// <param name="source">4 or 16 bytes.</param>
    /// <param name="destination">As many bytes as <paramref name="source"/>.</param>
    /// <param name="path">0 or 1: which of the group's heartbeat paths.</param>
    /// <exception cref="ArgumentException">The addresses are of no family, or of two.</exception>
    public PacketPath(Carrier carrier, ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, int path)
    {
        if (source.Length is not (4 or 16) || destination.Length != source.Length)
        {
            throw new ArgumentException("Addresses have 4 or 16 bytes, both the same.", nameof(source));
        }

        (Carrier, Path) = (carrier, path);
        Source = source;
        Destination = destination;
    }

    public Carrier Carrier { get; }

    public ReadOnlySpan<byte> Source { get; }

    public ReadOnlySpan<byte> Destination { get; }

    public int Path { get; }

    public IpFamily Family => Source.Length == 4 ? IpFamily.V4 : IpFamily.V6;
}
