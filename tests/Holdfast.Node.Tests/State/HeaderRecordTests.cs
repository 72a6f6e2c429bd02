using System.Buffers;
using System.Text;
using Holdfast.Model.DesiredState;
using Holdfast.Node.State;

namespace Holdfast.Node.Tests.State;

public class HeaderRecordTests
{
    private static readonly StateHeader Header = new(
        StateFormat.Version,
        StateFormat.Snapshot,
        Generation: 1L << 40,
        new Revision(3, 70_000_000_000),
        new DateTimeOffset(2026, 11, 21, 10, 0, 0, 123, TimeSpan.Zero),
        Records: 10_001
    );

    [Fact]
    public void TryRead_WhatWeWrite_IsWhatWasWritten()
    {
        Assert.True(HeaderRecord.TryRead(Json(Header), out var read));
        Assert.Equal(Header, read);
    }

    [Theory]
    [InlineData("\"format\":1", "\"format\":99999999999")]
    [InlineData("\"format\":1", "\"format\":\"1\"")]
    [InlineData("\"epoch\":3", "\"epoch\":3.5")]
    [InlineData("\"revision\":{", "\"revision\":{\"more\":1,")]
    [InlineData("\"at\":\"2026", "\"at\":\"x2026")]
    [InlineData("}}", ",\"draining\":true}}")]
    [InlineData("{\"header\":", "{\"service\":")]
    public void TryRead_AnotherForm_IsLeftToTheGeneralReader(string text, string instead)
    {
        var written = Encoding.UTF8.GetString(Json(Header));
        var other = written.Replace(text, instead, StringComparison.Ordinal);
        Assert.NotEqual(written, other);

        Assert.False(HeaderRecord.TryRead(Encoding.UTF8.GetBytes(other), out _));
    }

    [Fact]
    public void Read_MoreThanTheUsual_IsReadByTheGeneralReader()
    {
        var draining = Header with { Draining = true };
        Assert.False(HeaderRecord.TryRead(Json(draining), out _));
        Assert.Equal(draining, StateFormat.Read(Json(draining))?.Header);
    }

    /// <summary>As it stands in a file, without checksum and line feed.</summary>
    private static byte[] Json(StateHeader header)
    {
        var line = new ArrayBufferWriter<byte>();
        StateFormat.Write(line, new StateRecord { Header = header });
        return line.WrittenSpan[RecordLine.Prefix..^1].ToArray();
    }
}
