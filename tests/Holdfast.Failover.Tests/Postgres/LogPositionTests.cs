using Holdfast.Failover.Postgres;

namespace Holdfast.Failover.Tests.Postgres;

public sealed class LogPositionTests
{
    [Theory]
    [InlineData("0/0", 0UL, "000000020000000000000000")]
    [InlineData("0/16B3748", 0x16B3748UL, "000000020000000000000001")]
    [InlineData("1/FF000000", 0x1_FF00_0000UL, "0000000200000001000000FF")]
    [InlineData("FFFFFFFF/FFFFFFFF", ulong.MaxValue, "00000002FFFFFFFF000000FF")]
    public void Parse_Position_IsItsBytesAndItsFile(string text, ulong bytes, string file)
    {
        var position = LogPosition.Parse(text)!.Value;

        Assert.Equal((bytes, file, text), (position.Bytes, position.SegmentOn(2), $"{position}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("0")]
    [InlineData("0/")]
    [InlineData("/0")]
    [InlineData("0/0/0")]
    [InlineData("0/G")]
    [InlineData("-1/0")]
    [InlineData(" 0/0")]
    [InlineData("0x1/0")]
    [InlineData("100000000/0")]
    [InlineData("0/100000000")]
    [InlineData("../../etc")]
    public void Parse_NoPosition_IsNull(string text) => Assert.Null(LogPosition.Parse(text));

    [Theory]
    [InlineData("0000000A0000000100000002", 10U)]
    [InlineData("FFFFFFFF0000000100000002", uint.MaxValue)]
    public void TimelineOf_File_IsItsFirstDigits(string name, uint timeline) =>
        Assert.Equal(timeline, SegmentName.TimelineOf(name));

    [Theory]
    [InlineData("")]
    [InlineData("00000002.history")]
    [InlineData("000000010000000100000002.partial")]
    [InlineData("00000001000000010000000")]
    [InlineData("0000000G0000000100000002")]
    [InlineData("archive_status")]
    public void TimelineOf_OtherFiles_IsNull(string name) => Assert.Null(SegmentName.TimelineOf(name));
}
