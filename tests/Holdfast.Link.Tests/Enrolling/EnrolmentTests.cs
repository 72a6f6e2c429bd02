using Holdfast.Link.Tests.Fixtures;

namespace Holdfast.Link.Tests.Enrolling;

public sealed class EnrolmentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EnrolAsync_GoodCode_NodeIsLinkedWithoutRestart(bool unix)
    {
        var portal = new TestPortal();
        await using var node = await TestNode.StartAsync(unix: unix);

        var enrolled = await portal.Enrolment.EnrolAsync(node.NewCode(), TestNode.Id, Cancel);

        Assert.Empty(enrolled.Problems);
        Assert.Equal(TestNode.Id, node.Identities.Current.NodeId);
        var dialled = await portal.Dialer.DialAsync(enrolled.Value!.Address, TestNode.Id, Cancel);
        Assert.Empty(dialled.Problems);
        await dialled.Value!.DisposeAsync();
    }
}
