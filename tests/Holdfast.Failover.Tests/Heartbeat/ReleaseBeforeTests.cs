using System.Security.Cryptography;
using Holdfast.Failover.Heartbeat;

namespace Holdfast.Failover.Tests.Heartbeat;

/// <summary>
/// A pair is upgraded one machine after the other: members of two releases hear each other. The packets were made from the documents of
/// release 0.1.0, by no code of ours, and are never edited.
/// </summary>
public sealed class ReleaseBeforeTests
{
    /// <summary>What member 1 of release 0.1.0 sends to the multicast group while it is active.</summary>
    private const string Heartbeat =
        "3133640100645fb60a4d0064"
        + "4801013b01000001"
        + "0100000000000000"
        + "0000000000000007"
        + "0000000000000007"
        + "0000000000000001"
        + "0000000000000001"
        + "0102030405060708"
        + "210e85726ab14fbbd7d15b28e0ad546206f48a34c284d213ff75291239d1d887";

    [Fact]
    public void Read_OfReleaseBefore_SaysWhatItSaid()
    {
        var read = Packets.Reader().Read(Convert.FromHexString(Heartbeat), Packets.FromFirst(), hopLimit: 255);

        Assert.True(read.Accepted, $"{read.Refusal}");
        Assert.Equal(Packets.Active(), read.Heartbeat.Status);
    }

    [Fact]
    public void Write_ToReleaseBefore_IsWhatItUnderstands() =>
        Assert.Equal(Heartbeat, Convert.ToHexStringLower(Packets.Sent()));

    /// <summary>A later release may say more where this one looks at nothing.</summary>
    [Fact]
    public void Read_OfALaterRelease_WhatIsReservedIsNotLookedAt()
    {
        var later = Convert.FromHexString(Heartbeat);
        later.AsSpan(12 + 9, 7).Fill(0xA5);
        byte[] key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
        byte[] pseudo = [4, 3, 51, 0, 10, 77, 0, 1, .. new byte[12]];
        byte[] input = [.. pseudo, .. Packets.Group.ToByteArray(bigEndian: true), .. later[..6], 0, 0, .. later[8..68]];
        HMACSHA256.HashData(key, input).CopyTo(later, 68);

        var read = Packets.Reader().Read(later, Packets.FromFirst(), hopLimit: 255);

        Assert.True(read.Accepted, $"{read.Refusal}");
        Assert.Equal(Packets.Active(), read.Heartbeat.Status);
    }
}
