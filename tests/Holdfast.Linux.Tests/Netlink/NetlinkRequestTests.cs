using Holdfast.Linux.Netlink;
using static Holdfast.Linux.Tests.Netlink.NetlinkBytes;

namespace Holdfast.Linux.Tests.Netlink;

public sealed class NetlinkRequestTests
{
    [Fact]
    public void Complete_FixedPartAndNests_AreTheBytesOfTheFormat()
    {
        var request = new NetlinkRequest(16, 4)
            .Fixed(0x0a0b0c0du)
            .Text(3, "wg0")
            .BeginNest(18)
            .Attribute(1, (ushort)7)
            .BeginNest(2)
            .EndNest()
            .EndNest();

        byte[] payload =
        [
            .. Number(0x0a0b0c0du),
            .. Attribute(3, [(byte)'w', (byte)'g', (byte)'0', 0]),
            .. Nest(18, Attribute(1, (ushort)7), Nest(2)),
        ];
        Assert.Equal(Message(16, 4 | 1, 99, payload), request.Complete(99).ToArray());
    }

    [Fact]
    public void Complete_ReadBack_IsTheSame()
    {
        var request = new NetlinkRequest(16, 0);
        for (var number = 0; number < 1_000; number++)
        {
            request.Attribute((ushort)(number % 100), number);
        }

        var messages = new NetlinkMessageReader(request.Complete(1));
        Assert.True(messages.MoveNext());
        var attributes = new NetlinkAttributeReader(messages.Current.Payload);
        for (var number = 0; number < 1_000; number++)
        {
            Assert.True(attributes.MoveNext());
            Assert.True(attributes.Current.TryRead(out int value));
            Assert.Equal(number, value);
        }

        Assert.False(attributes.MoveNext());
        Assert.False(attributes.Malformed);
    }

    [Fact]
    public void BeginNest_TooDeep_Throws()
    {
        var request = new NetlinkRequest(16, 0);
        for (var depth = 0; depth < NetlinkRequest.MaximumDepth; depth++)
        {
            request.BeginNest(1);
        }

        Assert.Throws<InvalidOperationException>(() => request.BeginNest(1));
    }

    [Fact]
    public void Complete_OpenNest_Throws()
    {
        var request = new NetlinkRequest(16, 0).BeginNest(1);

        Assert.Throws<InvalidOperationException>(() => request.Complete(1).Length);
    }

    [Fact]
    public void EndNest_NoneOpen_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new NetlinkRequest(16, 0).EndNest());

    [Fact]
    public void Attribute_LongerThanItsLengthCanSay_Throws() =>
        Assert.Throws<OverflowException>(() => new NetlinkRequest(16, 0).Attribute(1, new byte[65_532]));

    [Fact]
    public void EndNest_LongerThanItsLengthCanSay_Throws()
    {
        var request = new NetlinkRequest(16, 0).BeginNest(1);
        request.Attribute(1, new byte[40_000]).Attribute(1, new byte[40_000]);

        Assert.Throws<OverflowException>(() => request.EndNest());
    }
}
