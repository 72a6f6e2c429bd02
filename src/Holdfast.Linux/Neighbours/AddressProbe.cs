using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Holdfast.Linux.Polling;

namespace Holdfast.Linux.Neighbours;

/// <summary>Asks the network whether somebody else has an address (RFC 5227, RFC 4862). Blocks: it is for a check before, not for a takeover.</summary>
public sealed class AddressProbe(TimeProvider time)
{
    private const int Probes = 3;
    private const int LongestFrame = 2048;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    /// <returns>The Ethernet address of who has it; null: nobody said so within 0.6 s.</returns>
    public PhysicalAddress? FindOwner(string link, IPAddress address)
    {
        using var port = LinkPort.ToListen(link);
        var probe =
            address.AddressFamily == AddressFamily.InterNetwork
                ? ArpFrame.Probe(port.Mac, address)
                : NeighbourFrame.Probe(port.Mac, address);
        for (var i = 0; i < Probes; i++)
        {
            port.TrySend(probe);
            if (Listen(port, address) is { } owner)
            {
                return owner;
            }
        }

        return null;
    }

    private PhysicalAddress? Listen(LinkPort port, IPAddress address)
    {
        var frame = new byte[LongestFrame];
        var readiness = new Readiness([port]);
        var began = time.GetTimestamp();
        while (Between - time.GetElapsedTime(began) is var left && left > TimeSpan.Zero && readiness.Wait(left))
        {
            var length = port.TryReceive(frame);
            if (length > 0 && Claim(frame.AsSpan(0, length)) is { } claim && IsOthers(claim, address, port.Mac))
            {
                return claim.Mac;
            }
        }

        return null;
    }

    private static (PhysicalAddress Mac, IPAddress Address)? Claim(ReadOnlySpan<byte> frame) =>
        ArpFrame.ReadClaim(frame) ?? NeighbourFrame.ReadClaim(frame);

    private static bool IsOthers(
        (PhysicalAddress Mac, IPAddress Address) claim,
        IPAddress address,
        PhysicalAddress own
    ) => claim.Address.Equals(address) && !claim.Mac.Equals(own);
}
