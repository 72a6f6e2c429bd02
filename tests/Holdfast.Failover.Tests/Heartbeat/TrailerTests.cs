using System.Security.Cryptography;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Tests.Heartbeat;

public sealed class TrailerTests
{
    /// <summary>docs/protocols/heartbeat.md, byte for byte.</summary>
    [Fact]
    public void Write_AStatus_HasTheDocumentedLayout()
    {
        var status = Packets.Active() with
        {
            Successor = new MemberId(2),
            Epoch = new Epoch(0x1122, Packets.One),
            Highest = new Epoch(0x3344, new MemberId(9)),
        };

        var packet = Packets.Sent(status: status, boot: 0xb007, sent: 4);

        Assert.Equal(
            "4801013b01000201" // type, version, key, flags: active, healthy, holds, in step; member, path, successor, member
                + "0900000000000000"
                + "0000000000001122"
                + "0000000000003344"
                + "000000000000b007"
                + "0000000000000005"
                + "0102030405060708",
            Convert.ToHexStringLower(packet.AsSpan(12, 56))
        );
    }

    /// <summary>The input of the MAC put together by hand.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_AStatus_HasTheDocumentedMac(bool udp)
    {
        var packet = Packets.Sent(carrier: udp ? Carrier.Udp : Carrier.Multicast);
        byte[] pseudo = udp ? [4, 3, 51, 1, .. new byte[16]] : [4, 3, 51, 0, 10, 77, 0, 1, .. new byte[12]];
        byte[] key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
        byte[] input =
        [
            .. pseudo,
            .. Convert.FromHexString("0192f0a102037405860708090a0b0c0d"),
            .. packet[..6],
            0,
            0,
            .. packet[8..68],
        ];

        Assert.Equal(Convert.ToHexString(HMACSHA256.HashData(key, input)), Convert.ToHexString(packet[68..]));
    }

    [Theory]
    [InlineData(Role.Initialising, DatabaseStanding.Unknown, false)]
    [InlineData(Role.Standby, DatabaseStanding.InStep, true)]
    [InlineData(Role.Claiming, DatabaseStanding.Degraded, false)]
    [InlineData(Role.Stopping, DatabaseStanding.NotKept, true)]
    [InlineData(Role.Fault, DatabaseStanding.InStep, false)]
    public void Read_WhatWasWritten_IsTheSame(Role role, DatabaseStanding standing, bool flag)
    {
        var status = Packets.Active() with
        {
            Role = role,
            Standing = standing,
            Healthy = flag,
            Ready = !flag,
            HoldsAddresses = flag,
            Epoch = Epoch.None,
            Highest = new Epoch(Epoch.MaximumTerm, new MemberId(255)),
            Position = ulong.MaxValue,
        };

        var packet = Packets.Sent(message: Packets.StatusMessage(), status: status);
        var read = Packets.Reader().Read(packet, Packets.FromFirst(), hopLimit: 255);

        Assert.Equal(status, read.Heartbeat?.Status);
    }
}
