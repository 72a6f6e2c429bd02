using Holdfast.Link.Messages;
using Holdfast.Link.Tests.Fixtures;

namespace Holdfast.Link.Tests.Dialing;

public sealed class LinkDialerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DialAsync_EnrolledNode_LinkStands(bool unix)
    {
        var portal = new TestPortal();
        await using var node = await TestNode.StartEnrolledAsync(portal, unix: unix);

        var dialled = await portal.Dialer.DialAsync(node.Address, TestNode.Id, Cancel);

        Assert.Empty(dialled.Problems);
        await using var link = dialled.Value!;
        await link.Channel.SendAsync(new Goodbye("hello"), Cancel);
        Assert.Equal(new Goodbye("hello"), await link.Channel.ReceiveOneAsync(Cancel));
    }
}
