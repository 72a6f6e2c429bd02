using Holdfast.Node.WireGuardTcp;

namespace Holdfast.Fuzz.Targets;

/// <summary>Datagrams in a TCP stream. Cut off where it may be, a stream gives the same datagrams.</summary>
internal sealed class WireGuardTcpTarget : IFuzzTarget
{
    public string Name => "wireguard-tcp";

    public IReadOnlyList<string> Words => ["\0\0", "\0\u0001", "\u007f\u007f"];

    public IEnumerable<byte[]> Samples =>
        [
            [0, 4, 1, 0, 0, 0, 0, 0, 0, 2, 4, 0],
            [0, 1, 9, 0xff, 0xff, 1, 2],
        ];

    public void Take(ReadOnlySpan<byte> input)
    {
        ReadOnlyMemory<byte> stream = input.ToArray();
        var taken = 0;
        while (DatagramFramer.TryTake(ref stream, out var datagram))
        {
            taken += DatagramFramer.HeaderLength + datagram.Length;
        }

        if (taken + stream.Length != input.Length)
        {
            throw new BrokenPromiseException($"{taken} bytes taken and {stream.Length} left of {input.Length}");
        }
    }
}
