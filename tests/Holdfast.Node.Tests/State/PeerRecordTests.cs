using System.Buffers;
using System.Text;
using Holdfast.Model.DesiredState;
using Holdfast.Node.State;
using Holdfast.Node.Tests.Applying;

namespace Holdfast.Node.Tests.State;

public class PeerRecordTests
{
    [Fact]
    public void TryRead_WhatWeWrite_IsWhatWasWritten()
    {
        foreach (var number in Enumerable.Range(1, 300))
        {
            var written = Some.Peer(number) with { PresharedKey = number % 2 == 0 ? Some.Key(number + 1000) : null };

            Assert.True(PeerRecord.TryRead(Json(written), out var read));
            Assert.Equal(written, read);
        }
    }

    [Theory]
    [InlineData("{\"peer\":{\"configurationId\"", "{\"peer\":{\"more\":1,\"configurationId\"")]
    [InlineData("\"profileId\":\"default\"", "\"profileId\":null")]
    [InlineData("\"publicKey\":\"", "\"publicKey\":\"AAAA")]
    [InlineData("\"address4\":\"10", "\"address4\":\"1000")]
    [InlineData("\"configurationId\":\"", "\"configurationId\":\"{")]
    [InlineData("\"expiresAt\":\"", "\"expiresAt\":\"x")]
    [InlineData("\"}}", "\"},\"delta\":null}")]
    [InlineData("\"}}", "\",\"more\":1}}")]
    [InlineData("{\"peer\":", "{\"client\":")]
    public void TryRead_AnotherForm_IsLeftToTheGeneralReader(string text, string instead)
    {
        var written = Encoding.UTF8.GetString(Json(Some.Peer(1)));
        var other = written.Replace(text, instead, StringComparison.Ordinal);
        Assert.NotEqual(written, other);

        Assert.False(PeerRecord.TryRead(Encoding.UTF8.GetBytes(other), out _));
    }

    [Fact]
    public void Read_MembersInAnotherOrder_IsTheSamePeer()
    {
        var peer = Some.Peer(1);
        var written = Encoding.UTF8.GetString(Json(peer));
        var profile = $"\"profileId\":\"{peer.ProfileId}\",";
        var other = written
            .Replace(profile, "", StringComparison.Ordinal)
            .Replace("{\"peer\":{", "{\"peer\":{" + profile, StringComparison.Ordinal);

        Assert.Equal(peer, StateFormat.Read(Encoding.UTF8.GetBytes(other))?.Peer);
    }

    [Fact]
    public void Read_AnyCutOrBrokenByte_GivesARecordOrNothing()
    {
        var json = Json(Some.Peer(1) with { PresharedKey = Some.Key(2) });
        for (var at = 0; at < json.Length; at++)
        {
            var broken = (byte[])json.Clone();
            broken[at] ^= 0x15;

            Assert.Null(StateFormat.Read(json.AsSpan(0, at)));
            var read = StateFormat.Read(broken);
            Assert.True(read is null or { Peer: not null });
        }
    }

    /// <summary>As it stands in a file, without checksum and line feed.</summary>
    private static byte[] Json(WireGuardPeer peer)
    {
        var line = new ArrayBufferWriter<byte>();
        StateFormat.Write(line, new StateRecord { Peer = peer });
        return line.WrittenSpan[RecordLine.Prefix..^1].ToArray();
    }
}
