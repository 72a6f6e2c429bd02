using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Tests.Heartbeat;

public sealed class HeartbeatReaderTests
{
    [Theory]
    [InlineData(Carrier.Multicast)]
    [InlineData(Carrier.Unicast)]
    [InlineData(Carrier.Udp)]
    public void Read_Authentic_IsAccepted(Carrier carrier)
    {
        var read = Packets.Reader().Read(Packets.Sent(carrier: carrier), Packets.FromFirst(carrier), hopLimit: 255);

        Assert.True(read.Accepted, $"{read.Refusal}");
        Assert.Equal(Packets.Active(), read.Heartbeat.Status);
    }

    [Theory]
    [InlineData(AuthenticationMode.Off, HeartbeatRefusal.None)]
    [InlineData(AuthenticationMode.ReceiveOnly, HeartbeatRefusal.None)]
    [InlineData(AuthenticationMode.Permissive, HeartbeatRefusal.None)]
    [InlineData(AuthenticationMode.Enforce, HeartbeatRefusal.Plain)]
    public void Read_PlainVrrp_IsTakenUnlessEnforced(AuthenticationMode mode, HeartbeatRefusal refusal)
    {
        var plain = Packets.Sent(Packets.Policy(Packets.One, AuthenticationMode.Off));

        Assert.Equal(refusal, Packets.Refusal(plain, mode));
    }

    [Theory]
    [InlineData(AuthenticationMode.Off, HeartbeatRefusal.None)]
    [InlineData(AuthenticationMode.ReceiveOnly, HeartbeatRefusal.Mac)]
    [InlineData(AuthenticationMode.Permissive, HeartbeatRefusal.Mac)]
    [InlineData(AuthenticationMode.Enforce, HeartbeatRefusal.Mac)]
    public void Read_WrongMac_IsRefusedWhereverTrailersAreLookedAt(AuthenticationMode mode, HeartbeatRefusal refusal)
    {
        var packet = Packets.Sent();
        packet[^1] ^= 1;

        Assert.Equal(refusal, Packets.Refusal(packet, mode));
    }

    /// <summary>No bit of what is authenticated can be changed; the checksum is made right again each time.</summary>
    [Fact]
    public void Read_AnyBitChanged_IsRefused()
    {
        var good = Packets.Sent();
        for (var bit = 0; bit < good.Length * 8; bit++)
        {
            var packet = (byte[])good.Clone();
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
            MendChecksum(packet);

            var changesNothing = packet.AsSpan().SequenceEqual(good);
            Assert.Equal(changesNothing, Packets.Refusal(packet) == HeartbeatRefusal.None);
        }
    }

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        var good = Packets.Sent();

        Assert.All(
            Enumerable.Range(0, good.Length),
            length => Assert.NotEqual(HeartbeatRefusal.None, Packets.Refusal(good[..length]))
        );
        Assert.Equal(HeartbeatRefusal.Trailer, Packets.Refusal([.. good, 0]));
    }

    [Fact]
    public void Read_TheSameTwice_IsAReplay()
    {
        var reader = Packets.Reader();
        var packet = Packets.Sent(sent: 5);

        Assert.True(reader.Read(packet, Packets.FromFirst(), 255).Accepted);
        Assert.Equal(HeartbeatRefusal.Replayed, reader.Read(packet, Packets.FromFirst(), 255).Refusal);
        Assert.Equal(HeartbeatRefusal.Replayed, reader.Read(Packets.Sent(sent: 4), Packets.FromFirst(), 255).Refusal);
        Assert.True(reader.Read(Packets.Sent(sent: 6), Packets.FromFirst(), 255).Accepted);
    }

    [Fact]
    public void Read_AnOlderBoot_IsAReplayHoweverHighItsCounter()
    {
        var reader = Packets.Reader();

        Assert.True(reader.Read(Packets.Sent(boot: 2), Packets.FromFirst(), 255).Accepted);
        Assert.Equal(
            HeartbeatRefusal.Replayed,
            reader.Read(Packets.Sent(boot: 1, sent: 99), Packets.FromFirst(), 255).Refusal
        );
        Assert.True(reader.Read(Packets.Sent(boot: 3), Packets.FromFirst(), 255).Accepted);
    }

    [Fact]
    public void Read_AfterARestart_RemembersByTheStoredMarks()
    {
        var before = new ReplayMarks();
        Assert.True(Packets.Reader(marks: before).Read(Packets.Sent(sent: 9), Packets.FromFirst(), 255).Accepted);

        var after = Packets.Reader(marks: new ReplayMarks(before.All));

        Assert.Equal(HeartbeatRefusal.Replayed, after.Read(Packets.Sent(sent: 8), Packets.FromFirst(), 255).Refusal);
        Assert.True(after.Read(Packets.Sent(sent: 10), Packets.FromFirst(), 255).Accepted);
    }

    [Fact]
    public void Read_AfterForget_BeginsAgain()
    {
        var marks = new ReplayMarks();
        var reader = Packets.Reader(marks: marks);
        Assert.True(reader.Read(Packets.Sent(boot: 9), Packets.FromFirst(), 255).Accepted);

        marks.Forget(Packets.One);

        Assert.True(reader.Read(Packets.Sent(boot: 1), Packets.FromFirst(), 255).Accepted);
    }

    /// <summary>Else anybody could silence a member by forging one with the highest counter.</summary>
    [Fact]
    public void Read_ForgedHighSequence_DoesNotMoveTheMark()
    {
        var reader = Packets.Reader();
        var forged = Packets.Sent(boot: ulong.MaxValue);
        forged[^1] ^= 1;

        Assert.Equal(HeartbeatRefusal.Mac, reader.Read(forged, Packets.FromFirst(), 255).Refusal);
        Assert.True(reader.Read(Packets.Sent(boot: 1), Packets.FromFirst(), 255).Accepted);
    }

    [Fact]
    public void Read_UnderTheOtherKey_HasMarksOfItsOwn()
    {
        var reader = Packets.Reader();
        var rotated = Packets.Policy(Packets.One) with
        {
            Keys = new HeartbeatKeys([Packets.Key(1), Packets.Key(2)], activeId: 2),
        };

        Assert.True(reader.Read(Packets.Sent(boot: 9), Packets.FromFirst(), 255).Accepted);
        Assert.True(reader.Read(Packets.Sent(rotated, boot: 5), Packets.FromFirst(), 255).Accepted);
    }

    [Fact]
    public void Read_OnTheOtherPath_IsRefused()
    {
        var packet = Packets.Sent(path: 1);

        Assert.Equal(HeartbeatRefusal.OtherPath, Packets.Refusal(packet));
        Assert.True(Packets.Reader().Read(packet, Packets.FromFirst(path: 1), 255).Accepted);
    }

    [Fact]
    public void Read_OfAnotherGroupWithTheSameKey_IsRefused()
    {
        var other = Packets.Policy(Packets.One) with { GroupId = Guid.Empty };

        Assert.Equal(HeartbeatRefusal.Mac, Packets.Refusal(Packets.Sent(other)));
    }

    [Fact]
    public void Read_FromAnotherAddressOnAnIpNetwork_IsRefused()
    {
        var path = new PacketPath(Carrier.Multicast, [10, 77, 0, 3], Packets.Multicast, path: 0);

        Assert.Equal(HeartbeatRefusal.Mac, Packets.Reader().Read(Packets.Sent(), path, 255).Refusal);
    }

    [Fact]
    public void Read_TranslatedOnTheWayInUdp_IsAccepted()
    {
        var path = new PacketPath(Carrier.Udp, [203, 0, 113, 9], Packets.Second, path: 0);

        Assert.True(Packets.Reader().Read(Packets.Sent(carrier: Carrier.Udp), path, hopLimit: 50).Accepted);
    }

    [Fact]
    public void Read_CarriedOtherwiseThanSent_IsRefused()
    {
        Assert.Equal(
            HeartbeatRefusal.Mac,
            Packets.Refusal(Packets.Sent(carrier: Carrier.Udp), carrier: Carrier.Unicast)
        );
        Assert.Equal(
            HeartbeatRefusal.Mac,
            Packets.Refusal(Packets.Sent(carrier: Carrier.Unicast), carrier: Carrier.Udp)
        );
    }

    [Fact]
    public void Read_UnknownKeyMemberOrOurself_IsRefused()
    {
        var key = Packets.Policy(Packets.One) with { Keys = new HeartbeatKeys([Packets.Key(3)], activeId: 3) };
        var stranger = Packets.Active() with { Member = new MemberId(3) };
        var self = Packets.Active() with { Member = Packets.Two };

        Assert.Equal(HeartbeatRefusal.UnknownKey, Packets.Refusal(Packets.Sent(key)));
        Assert.Equal(HeartbeatRefusal.UnknownMember, Packets.Refusal(Packets.Sent(status: stranger)));
        Assert.Equal(HeartbeatRefusal.OwnMember, Packets.Refusal(Packets.Sent(status: self)));
    }

    [Fact]
    public void Read_AuthenticNonsense_IsRefused()
    {
        var active = Packets.Active();
        MemberStatus[] nonsense =
        [
            active with
            {
                Role = Role.Standby,
            },
            active with
            {
                Role = (Role)6,
            },
            active with
            {
                Epoch = new Epoch(7, Packets.Two),
            },
            active with
            {
                Epoch = Epoch.None,
            },
            active with
            {
                Epoch = new Epoch(0, Packets.One),
            },
            active with
            {
                Epoch = new Epoch(7, MemberId.Nobody),
            },
            active with
            {
                Epoch = new Epoch(Epoch.MaximumTerm + 1, Packets.One),
            },
            active with
            {
                Highest = new Epoch(-1, Packets.One),
            },
            active with
            {
                Highest = new Epoch(6, Packets.One),
            },
        ];

        Assert.All(
            nonsense,
            status => Assert.Equal(HeartbeatRefusal.Inconsistent, Packets.Refusal(Packets.Sent(status: status)))
        );
        Assert.Equal(HeartbeatRefusal.Inconsistent, Packets.Refusal(Packets.Sent(message: Packets.StatusMessage())));
        Assert.Equal(
            HeartbeatRefusal.Inconsistent,
            Packets.Refusal(Packets.Sent(message: Packets.Advertisement(priority: 0)))
        );
    }

    [Theory]
    [InlineData(AuthenticationMode.Off)]
    [InlineData(AuthenticationMode.Permissive)]
    public void Read_StatusOrUdpWithoutTrailer_IsRefusedInEachMode(AuthenticationMode mode)
    {
        var status = Packets.Sent(
            message: Packets.StatusMessage(),
            status: Packets.Active() with
            {
                Role = Role.Standby,
            }
        )[..12];
        var udp = Packets.Sent(carrier: Carrier.Udp)[..12];

        Assert.Equal(HeartbeatRefusal.Plain, Packets.Refusal(status, mode));
        Assert.Equal(HeartbeatRefusal.Plain, Packets.Refusal(udp, mode, Carrier.Udp));
    }

    /// <summary>A flood costs no garbage.</summary>
    [Fact]
    public void Read_WhatIsRefused_AllocatesNothing()
    {
        var reader = Packets.Reader();
        var forged = Packets.Sent();
        forged[^1] ^= 1;
        byte[][] flood = [forged, forged[..12], forged[..40], new byte[36], []];
        Array.ForEach(flood, packet => reader.Read(packet, Packets.FromFirst(), 255));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            reader.Read(flood[i % flood.Length], Packets.FromFirst(), 255);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Fact]
    public void Read_RandomBytes_GiveAValueOrARefusal()
    {
        var random = new Random(1);
        var good = Packets.Sent();
        var reader = Packets.Reader(AuthenticationMode.Permissive);
        for (var i = 0; i < 20_000; i++)
        {
            var packet = new byte[random.Next(200)];
            random.NextBytes(packet);
            good.AsSpan(0, random.Next(Math.Min(good.Length, packet.Length + 1))).CopyTo(packet);
            var read = reader.Read(packet, Packets.FromFirst(), 255);
            Assert.Equal(read.Accepted, read.Heartbeat is not null);
        }
    }

    /// <summary>The variant without a pseudo-header.</summary>
    private static void MendChecksum(byte[] packet)
    {
        if (packet[3] != 1)
        {
            return;
        }

        (packet[6], packet[7]) = (0, 0);
        var sum = 0;
        for (var i = 0; i < 12; i += 2)
        {
            sum += (packet[i] << 8) | packet[i + 1];
        }

        sum = ~((sum & 0xffff) + (sum >> 16)) & 0xffff;
        (packet[6], packet[7]) = ((byte)(sum >> 8), (byte)sum);
    }
}
