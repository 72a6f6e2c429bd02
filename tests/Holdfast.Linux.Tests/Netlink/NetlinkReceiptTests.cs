using System.Text;
using Holdfast.Linux.Netlink;
using static Holdfast.Linux.Tests.Netlink.NetlinkBytes;

namespace Holdfast.Linux.Tests.Netlink;

public sealed class NetlinkReceiptTests
{
    private const ushort Error = 2;
    private const ushort Done = 3;
    private const ushort Multi = 2;
    private const ushort DumpInterrupted = 0x10;
    private const ushort Capped = 0x100;
    private const ushort WithDetail = 0x200;

    [Fact]
    public void Take_Acknowledgement_Completes()
    {
        var receipt = new NetlinkReceipt(5);

        receipt.Take(Message(Error, Capped, 5, [.. Number(0), .. new byte[16]]), null);

        Assert.True(receipt.Complete);
        Assert.False(receipt.Interrupted);
    }

    [Fact]
    public void Take_DumpOverSeveralDatagrams_GivesEveryMessageOnce()
    {
        var receipt = new NetlinkReceipt(5);
        var seen = new List<byte>();

        receipt.Take(Join(Message(20, Multi, 5, [1, 0, 0, 0]), Message(20, Multi, 5, [2, 0, 0, 0])), Keep);
        Assert.False(receipt.Complete);
        receipt.Take(Join(Message(20, Multi, 5, [3, 0, 0, 0]), Message(Done, Multi, 5, Number(0))), Keep);

        Assert.True(receipt.Complete);
        Assert.Equal([1, 2, 3], seen);

        void Keep(NetlinkMessage message) => seen.Add(message.Payload[0]);
    }

    [Fact]
    public void Take_MessagesOfAnEarlierRequest_AreIgnored()
    {
        var receipt = new NetlinkReceipt(5);

        receipt.Take(
            Join(Message(20, 0, 4, [1, 0, 0, 0]), Message(Error, 0, 4, Number(-1))),
            _ => Assert.Fail("not ours")
        );

        Assert.False(receipt.Complete);
    }

    [Fact]
    public void Take_Error_ThrowsWithNumberAndWords()
    {
        var receipt = new NetlinkReceipt(5);

        var refused = Assert.Throws<NetlinkException>(() => receipt.Take(Message(Error, 0, 5, Number(-1)), null));

        Assert.Equal(1, refused.Errno);
        Assert.Contains("not permitted", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Take_ErrorWithDetail_ThrowsWithIt(bool capped)
    {
        var echo = Message(16, 0, 5, capped ? [] : [1, 2, 3, 4, 5, 6, 7, 8], capped ? 24 : null);
        var detail = Attribute(1, Encoding.ASCII.GetBytes("Device is down\0"));
        var flags = (ushort)(WithDetail | (capped ? Capped : 0));
        var datagram = Message(Error, flags, 5, Join(Number(-22), echo, detail));
        var receipt = new NetlinkReceipt(5);

        var refused = Assert.Throws<NetlinkException>(() => receipt.Take(datagram, null));

        Assert.Equal(22, refused.Errno);
        Assert.Contains("(Device is down)", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(20)]
    public void Take_ErrorWithDetailCutOff_StillHasTheNumber(int kept)
    {
        var whole = Join(Message(16, 0, 5, []), Attribute(1, [65, 66, 67, 0]));
        var datagram = Message(Error, WithDetail, 5, [.. Number(-22), .. whole[..kept]]);
        var receipt = new NetlinkReceipt(5);

        Assert.Equal(22, Assert.Throws<NetlinkException>(() => receipt.Take(datagram, null)).Errno);
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(5)]
    [InlineData(-4096)]
    public void Take_NumberThatIsNoError_StillThrows(int number)
    {
        var receipt = new NetlinkReceipt(5);

        Assert.Throws<NetlinkException>(() => receipt.Take(Message(Error, 0, 5, Number(number)), null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Take_ErrorWithoutNumber_Throws(int length)
    {
        var receipt = new NetlinkReceipt(5);

        Assert.Throws<NetlinkException>(() => receipt.Take(Message(Error, 0, 5, new byte[length]), null));
    }

    [Fact]
    public void Take_DoneWithError_Throws()
    {
        var receipt = new NetlinkReceipt(5);

        Assert.Throws<NetlinkException>(() => receipt.Take(Message(Done, Multi, 5, Number(-5)), null));
    }

    [Fact]
    public void Take_InterruptedDump_SaysSo()
    {
        var receipt = new NetlinkReceipt(5);

        receipt.Take(Message(Done, Multi | DumpInterrupted, 5, Number(0)), null);

        Assert.True(receipt.Interrupted);
    }

    [Fact]
    public void Take_Overrun_Throws()
    {
        var receipt = new NetlinkReceipt(5);

        Assert.Throws<NetlinkException>(() => receipt.Take(Message(4, 0, 5, []), null));
    }

    [Fact]
    public void Take_Malformed_Throws()
    {
        var receipt = new NetlinkReceipt(5);

        Assert.Throws<NetlinkException>(() => receipt.Take(Message(20, 0, 5, [], length: 400), null));
    }
}
