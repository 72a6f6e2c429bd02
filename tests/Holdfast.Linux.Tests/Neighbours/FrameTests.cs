using System.Net;
using System.Net.NetworkInformation;
using Holdfast.Linux.Neighbours;

namespace Holdfast.Linux.Tests.Neighbours;

public sealed class FrameTests
{
    private static readonly PhysicalAddress Mac = PhysicalAddress.Parse("02-00-5E-10-20-30");
    private static readonly IPAddress Four = IPAddress.Parse("10.77.0.100");
    private static readonly IPAddress Six = IPAddress.Parse("2001:db8::100");

    [Theory]
    [InlineData(
        false,
        "ffffffffffff02005e10203008060001080006040001" + "02005e1020300a4d0064" + "0000000000000a4d0064"
    )]
    [InlineData(true, "ffffffffffff02005e10203008060001080006040002" + "02005e1020300a4d0064" + "ffffffffffff0a4d0064")]
    public void Gratuitous_Address_IsSenderAndTarget(bool asReply, string expected)
    {
        var frame = ArpFrame.Gratuitous(Mac, Four, asReply);

        Assert.Equal(60, frame.Length);
        Assert.Equal(expected, Convert.ToHexStringLower(frame.AsSpan(0, 42)));
        Assert.All(frame[42..], padding => Assert.Equal(0, padding));
    }

    [Fact]
    public void Probe_IPv4_ClaimsNothing()
    {
        var frame = ArpFrame.Probe(Mac, Four);

        Assert.Equal("02005e10203000000000" + "0000000000000a4d0064", Convert.ToHexStringLower(frame.AsSpan(22, 20)));
        Assert.Null(ArpFrame.ReadClaim(frame));
    }

    /// <summary>The checksum was worked out by hand (RFC 1071) from the bytes before and behind it.</summary>
    [Fact]
    public void Unsolicited_Address_OverridesAndIsNoRouter()
    {
        var frame = NeighbourFrame.Unsolicited(Mac, Six);

        const string ethernet = "33330000000102005e10203086dd";
        const string ip = "6000000000203aff20010db8000000000000000000000100ff020000000000000000000000000001";
        Assert.StartsWith(ethernet + ip + "8800", Convert.ToHexStringLower(frame), StringComparison.Ordinal);
        Assert.Equal(
            "2000000020010db8000000000000000000000100" + "020102005e102030",
            Convert.ToHexStringLower(frame.AsSpan(58))
        );
        Assert.Equal(0xffff, Sum(frame));
    }

    [Fact]
    public void Probe_IPv6_GoesFromNobodyToTheSolicitedNode()
    {
        var frame = NeighbourFrame.Probe(Mac, Six);

        Assert.StartsWith("3333ff00010002005e10203086dd", Convert.ToHexStringLower(frame), StringComparison.Ordinal);
        Assert.Equal(
            "00000000000000000000000000000000" + "ff0200000000000000000001ff000100",
            Convert.ToHexStringLower(frame.AsSpan(22, 32))
        );
        Assert.Equal(0xffff, Sum(frame));
        Assert.Null(NeighbourFrame.ReadClaim(frame));
    }

    [Fact]
    public void ReadClaim_WhatWeWrite_SaysWhoHasWhat()
    {
        Assert.Equal((Mac, Four), ArpFrame.ReadClaim(ArpFrame.Gratuitous(Mac, Four, asReply: true)));
        Assert.Equal((Mac, Six), NeighbourFrame.ReadClaim(NeighbourFrame.Unsolicited(Mac, Six)));
    }

    [Fact]
    public void ReadClaim_AnyCutOrBrokenByte_GivesAClaimOrNothing()
    {
        foreach (var frame in new[] { ArpFrame.Gratuitous(Mac, Four, false), NeighbourFrame.Unsolicited(Mac, Six) })
        {
            for (var at = 0; at < frame.Length; at++)
            {
                var broken = (byte[])frame.Clone();
                broken[at] ^= 0xff;
                Assert.True(ArpFrame.ReadClaim(broken) is null or { Mac: not null });
                Assert.True(NeighbourFrame.ReadClaim(broken) is null or { Mac: not null });
                Assert.True(at >= Needed(frame) || ArpFrame.ReadClaim(frame.AsSpan(0, at)) is null);
                Assert.True(at >= Needed(frame) || NeighbourFrame.ReadClaim(frame.AsSpan(0, at)) is null);
            }
        }
    }

    /// <summary>Without padding and without options.</summary>
    private static int Needed(byte[] frame) => frame.Length == ArpFrame.Length ? 42 : 78;

    /// <summary>What a receiver computes over pseudo-header and message: all ones when the checksum is right.</summary>
    private static int Sum(byte[] frame)
    {
        var sum = frame.Length - 54 + 58;
        for (var i = 22; i < frame.Length; i += 2)
        {
            sum += (frame[i] << 8) + frame[i + 1];
        }

        return (sum & 0xffff) + (sum >> 16);
    }
}
