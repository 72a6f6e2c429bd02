using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;
using Holdfast.Linux.WireGuard.Kernel;

namespace Holdfast.Fuzz.Targets;

/// <summary>Datagrams of the kernel: links, addresses, WireGuard devices.</summary>
internal sealed class NetlinkTarget : IFuzzTarget
{
    public string Name => "netlink";

    public IReadOnlyList<string> Words => ["\u0004\0", "\b\0", "wg0\0", "\u0001\0\0\0"];

    public IEnumerable<byte[]> Samples => [];

    public void Take(ReadOnlySpan<byte> input)
    {
        Read(input);
        var messages = new NetlinkMessageReader(input);
        while (messages.MoveNext())
        {
            Read(messages.Current.Payload);
        }
    }

    private static void Read(ReadOnlySpan<byte> payload)
    {
        LinkReader.Read(payload);
        AddressReader.Read(payload, linkIndex: 2);
        var device = new KernelDeviceReader();
        device.TryAdd(payload);
        device.Build();
    }
}
