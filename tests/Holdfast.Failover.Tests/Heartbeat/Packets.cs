using System.Net;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Tests.Heartbeat;

/// <summary>Packets between member 1 (10.77.0.1) and member 2 (10.77.0.2), VRID 51.</summary>
internal static class Packets
{
    public static readonly byte[] First = [10, 77, 0, 1];
    public static readonly byte[] Second = [10, 77, 0, 2];
    public static readonly byte[] Multicast = [224, 0, 0, 18];
    public static readonly Guid Group = new("0192f0a1-0203-7405-8607-08090a0b0c0d");
    public static readonly MemberId One = new(1);
    public static readonly MemberId Two = new(2);

    public static HeartbeatKey Key(byte id) => new(id, [.. Enumerable.Range(id, 32).Select(i => (byte)i)]);

    public static HeartbeatPolicy Policy(MemberId self, AuthenticationMode mode = AuthenticationMode.Enforce) =>
        new()
        {
            Vrid = 51,
            GroupId = Group,
            Self = self,
            Members = [One, Two],
            Mode = mode,
            Keys = new HeartbeatKeys([Key(1), Key(2)], activeId: 1),
            UnicastPeers = [new IPAddress(First), new IPAddress(Second)],
        };

    public static VrrpMessage Advertisement(byte priority = 100) =>
        new(VrrpKind.Advertisement, 51, priority, 100, [IPAddress.Parse("10.77.0.100")]);

    public static VrrpMessage StatusMessage() => Advertisement() with { Kind = VrrpKind.Status };

    public static MemberStatus Active(long term = 7) =>
        new(
            One,
            Role.Active,
            Healthy: true,
            HoldsAddresses: true,
            Ready: false,
            DatabaseStanding.InStep,
            MemberId.Nobody,
            new Epoch(term, One),
            new Epoch(term, One),
            Position: 0x0102_0304_0506_0708
        );

    public static PacketPath FromFirst(Carrier carrier = Carrier.Multicast, int path = 0) =>
        new(carrier, First, carrier == Carrier.Multicast ? Multicast : Second, path);

    /// <summary>An advertisement of member 1 as it leaves, by a writer that has already sent <paramref name="sent"/>.</summary>
    public static byte[] Sent(
        HeartbeatPolicy? policy = null,
        VrrpMessage? message = null,
        MemberStatus? status = null,
        Carrier carrier = Carrier.Multicast,
        int path = 0,
        ulong boot = 1,
        int sent = 0
    )
    {
        var writer = new HeartbeatWriter(policy ?? Policy(One), boot);
        var buffer = new byte[HeartbeatWriter.MaximumLength];
        var length = 0;
        for (var i = 0; i <= sent; i++)
        {
            length = writer.Write(message ?? Advertisement(), status ?? Active(), FromFirst(carrier, path), buffer);
        }

        return buffer[..length];
    }

    public static HeartbeatReader Reader(
        AuthenticationMode mode = AuthenticationMode.Enforce,
        ReplayMarks? marks = null
    ) => new(Policy(Two, mode), marks ?? new ReplayMarks());

    public static HeartbeatRefusal Refusal(
        byte[] packet,
        AuthenticationMode mode = AuthenticationMode.Enforce,
        Carrier carrier = Carrier.Multicast,
        int hopLimit = 255
    ) => Reader(mode).Read(packet, FromFirst(carrier), hopLimit).Refusal;
}
