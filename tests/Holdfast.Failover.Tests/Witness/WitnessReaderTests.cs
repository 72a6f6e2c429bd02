using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Failover.Witness;

namespace Holdfast.Failover.Tests.Witness;

public sealed class WitnessReaderTests
{
    private static readonly Guid Group = Guid.Parse("5e0c8f2e-31a5-4c3b-9c0b-0d6a7a3c1a11");
    private static readonly HeartbeatKey Key = new(1, new byte[32]);
    private static readonly HeartbeatKeys Keys = new([Key], 1);

    private static readonly WitnessMessage Question = new()
    {
        Kind = WitnessKind.Ask,
        Group = Group,
        Vrid = 51,
        Member = new MemberId(2),
        Instance = Guid.Parse("01020304-0506-0708-090a-0b0c0d0e0f10"),
        Number = new Sequence(3, 4),
        Fence = 5,
        Floor = 6,
        Length = TimeSpan.FromMilliseconds(350),
    };

    [Fact]
    public void TryRead_WhatWasWritten_IsTheSame()
    {
        Assert.Equal(Question, Read(Write(Question)));
        var answer = Question with
        {
            Kind = WitnessKind.Answer,
            Verdict = WitnessVerdict.Granted,
            Holder = new MemberId(7),
        };
        Assert.Equal(answer, Read(Write(answer)));
    }

    [Fact]
    public void Write_Question_LooksAsTheDocumentSays()
    {
        var packet = Write(Question);

        Assert.Equal(112, packet.Length);
        Assert.Equal([0x57, 0x48, 1, 1, 1, 51, 2, 0, 0x5e, 0x0c], packet[..10]);
        Assert.Equal([0, 0, 1, 0x5e, 0, 0, 0, 0], packet[72..80]);
    }

    [Fact]
    public void TryRead_AnyByteChanged_IsRefused()
    {
        var packet = Write(Question);
        for (var i = 0; i < packet.Length; i++)
        {
            packet[i] ^= 0x40;
            Assert.Null(Read(packet));
            packet[i] ^= 0x40;
        }
    }

    [Fact]
    public void TryRead_AnyOtherLength_IsRefused()
    {
        var packet = Write(Question);
        for (var length = 0; length < packet.Length; length++)
        {
            Assert.Null(Read(packet[..length]));
        }

        Assert.Null(Read([.. packet, 0]));
    }

    [Fact]
    public void TryRead_AnotherKeyOrGroup_IsRefused()
    {
        var other = new HeartbeatKey(1, Enumerable.Repeat((byte)1, 32).ToArray());
        var packet = new byte[WitnessFormat.Length];
        WitnessWriter.Write(Question, other, packet);
        Assert.Null(Read(packet));

        WitnessWriter.Write(Question, new HeartbeatKey(2, new byte[32]), packet);
        Assert.Null(Read(packet));

        Assert.Null(Read(Write(Question with { Group = Guid.Empty })));
    }

    public static TheoryData<WitnessMessage> Impossible =>
        [
            Question with
            {
                Kind = (WitnessKind)130,
            },
            Question with
            {
                Kind = (WitnessKind)4,
            },
            Question with
            {
                Verdict = WitnessVerdict.Granted,
            },
            Question with
            {
                Kind = WitnessKind.Answer,
            },
            Question with
            {
                Kind = WitnessKind.Answer,
                Verdict = (WitnessVerdict)5,
            },
            Question with
            {
                Vrid = 0,
            },
            Question with
            {
                Member = MemberId.Nobody,
            },
            Question with
            {
                Fence = -1,
            },
            Question with
            {
                Floor = Epoch.MaximumTerm + 1,
            },
            Question with
            {
                Fence = long.MaxValue,
            },
        ];

    /// <summary>From somebody who has the key.</summary>
    [Theory]
    [MemberData(nameof(Impossible))]
    public void TryRead_AuthenticNonsense_IsRefused(WitnessMessage message) => Assert.Null(Read(Write(message)));

    private static byte[] Write(WitnessMessage message)
    {
        var packet = new byte[WitnessFormat.Length];
        WitnessWriter.Write(message, Key, packet);
        return packet;
    }

    private static WitnessMessage? Read(byte[] packet) =>
        WitnessReader.TryRead(packet, group => group == Group ? Keys : null, out var message, out _) ? message : null;
}
