using Holdfast.Link.Addresses;
using Holdfast.Link.Channels;
using Holdfast.Link.Dialing;
using Holdfast.Link.Messages;
using Holdfast.Link.Problems;
using Holdfast.Link.Tests.Fixtures;
using Holdfast.Model.Problems;
using Holdfast.Pki.Authority;
using Holdfast.Testing.Waiting;

namespace Holdfast.Link.Tests.Dialing;

public sealed class LinkDialerTests
{
    private readonly TestPortal _portal = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DialAsync_EnrolledNode_LinkStands(bool unix)
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal, unix: unix);

        var dialled = await _portal.Dialer.DialAsync(node.Address, TestNode.Id, Cancel);

        Assert.Empty(dialled.Problems);
        await using var link = dialled.Value!;
        Assert.Equal((TestNode.Id, LinkVersion.Current), (link.Node.NodeId, link.Version));
        await link.Channel.SendAsync(new Goodbye("hello"), Cancel);
        Assert.Equal(new Goodbye("hello"), await link.Channel.ReceiveOneAsync(Cancel));
    }

    /// <summary>As a machine that is frozen, or a cable that is cut: it shows soon, long before the link is given up.</summary>
    [Fact]
    public async Task Silence_WireFrozen_GrowsWhileTheLinkStands()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        await using var wire = new Relay(node.Address);
        var dialled = await _portal.Dialer.DialAsync(wire.Address, TestNode.Id, Cancel);
        await using var link = dialled.Value!;
        // Nobody says anything: only the answers to pings keep the silence short.
        var until = TimeProvider.System.GetUtcNow() + (2 * LinkLimits.SilentAfter);
        await Eventually.TrueAsync(
            "a while is over",
            () => TimeProvider.System.GetUtcNow() > until || link.Channel.Silence >= LinkLimits.SilentAfter
        );
        Assert.True(link.Channel.Silence < LinkLimits.SilentAfter);

        wire.Freeze();

        await Eventually.TrueAsync("the silence shows", () => link.Channel.Silence >= LinkLimits.SilentAfter);
        Assert.False(link.Channel.Ended.IsCancellationRequested);
    }

    [Theory]
    [InlineData("127.0.0.1:1")]
    [InlineData("unix:/nowhere/link.sock")]
    [InlineData("no-such-host.invalid:1")]
    public async Task DialAsync_NobodyThere_Unreachable(string address) =>
        await FailsAsync(LinkProblems.Unreachable, LinkAddress.Parse(address).Value!);

    [Fact]
    public async Task DialAsync_PeerThatSaysNothing_TimedOut()
    {
        _portal.Timeout = TimeSpan.FromMilliseconds(300);
        await using var peer = new RawPeer("");
        await FailsAsync(LinkProblems.TimedOut, peer.Address);
    }

    [Fact]
    public async Task DialAsync_PeerThatSpeaksNoTls_TlsFailed()
    {
        await using var peer = new RawPeer("SSH-2.0-OpenSSH_9.2\r\n");
        await FailsAsync(LinkProblems.TlsFailed, peer.Address);
    }

    [Fact]
    public async Task DialAsync_NodeOfAnotherAuthority_NotTrusted()
    {
        await using var node = await TestNode.StartEnrolledAsync(new TestPortal());
        await FailsAsync(LinkProblems.NotTrusted, node.Address);
    }

    [Fact]
    public async Task DialAsync_NodeThatIsNotEnrolled_NotTrusted()
    {
        await using var node = await TestNode.StartAsync();
        await FailsAsync(LinkProblems.NotTrusted, node.Address);
    }

    [Fact]
    public async Task DialAsync_AnotherNode_WrongNode()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        await FailsAsync(LinkProblems.WrongNode, node.Address, "node-2");
    }

    [Fact]
    public async Task DialAsync_NodeThatCallsItselfOtherwise_WrongNode()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        node.Hello = node.Hello with { NodeId = "node-2" };
        await FailsAsync(LinkProblems.WrongNode, node.Address);
    }

    [Fact]
    public async Task DialAsync_CertificateOfTheNodeEnded_OutOfDate()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        _portal.Clock.Ahead = LinkAuthority.Lifetime + TimeSpan.FromMinutes(1);
        await FailsAsync(LinkProblems.OutOfDate, node.Address);
    }

    [Fact]
    public async Task DialAsync_CertificateOfTheNodeNotYetValid_OutOfDate()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        _portal.Clock.Ahead = -TimeSpan.FromMinutes(6);
        await FailsAsync(LinkProblems.OutOfDate, node.Address);
    }

    [Theory]
    [InlineData(LinkVersion.Current + 1, LinkVersion.Current + 3)]
    [InlineData(0, LinkVersion.Oldest - 1)]
    public async Task DialAsync_NoCommonVersion_SaysSo(int oldest, int newest)
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        node.Hello = node.Hello with { OldestVersion = oldest, Version = newest };
        await FailsAsync(LinkProblems.NoCommonVersion, node.Address);
    }

    [Fact]
    public async Task DialAsync_NewerNodeThatStillSpeaksOurs_OurVersion()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        node.Hello = node.Hello with { Version = LinkVersion.Current + 5 };
        var dialled = await _portal.Dialer.DialAsync(node.Address, TestNode.Id, Cancel);
        await using var link = dialled.Value!;
        Assert.Equal(LinkVersion.Current, link.Version);
    }

    [Fact]
    public async Task DialAsync_PortalOfAnotherAuthority_NotAdmitted()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        _portal.Certificate = new TestPortal().Certificate;
        await FailsAsync(LinkProblems.NotAdmitted, node.Address);
        Assert.Contains(node.Log.Lines, line => line.Contains(LinkProblems.NotTrusted.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task DialAsync_PortalWhoseCertificateEnded_NotAdmitted()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        node.Clock.Ahead = LinkAuthority.Lifetime + TimeSpan.FromMinutes(1);
        await FailsAsync(LinkProblems.NotAdmitted, node.Address);
        Assert.Contains(node.Log.Lines, line => line.Contains(LinkProblems.OutOfDate.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task DialAsync_NodeThatPosesAsPortal_NotAdmitted()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        await using var other = await TestNode.StartEnrolledAsync(_portal);
        _portal.Certificate = other.Identities.Current.Certificate;
        await FailsAsync(LinkProblems.NotAdmitted, node.Address);
    }

    [Fact]
    public async Task DialAsync_PortalThatIsNotAmongThoseThatMayCome_NotAdmitted()
    {
        await using var node = await TestNode.StartEnrolledAsync(
            _portal,
            options => options with { Admit = _ => false }
        );
        await FailsAsync(LinkProblems.NotAdmitted, node.Address);
    }

    [Fact]
    public async Task DialAsync_NodeWithAsManyLinksAsItMayHave_NotAdmitted()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal, options => options with { MaximumLinks = 1 });
        var first = await _portal.Dialer.DialAsync(node.Address, TestNode.Id, Cancel);
        await FailsAsync(LinkProblems.NotAdmitted, node.Address);
        await first.Value!.DisposeAsync();
        await Eventually.TrueAsync("the first link has ended", () => node.Listener.Links == 0);
        var second = await _portal.Dialer.DialAsync(node.Address, TestNode.Id, Cancel);
        Assert.Empty(second.Problems);
        await second.Value!.DisposeAsync();
    }

    [Fact]
    public async Task DialAsync_Cancelled_Throws()
    {
        await using var peer = new RawPeer("");
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _portal.Dialer.DialAsync(peer.Address, TestNode.Id, cancel.Token)
        );
    }

    private async Task FailsAsync(ProblemKind expected, LinkAddress address, string? nodeId = null)
    {
        var dialled = await _portal.Dialer.DialAsync(address, nodeId ?? TestNode.Id, Cancel);
        Assert.Equal(expected.Id, Assert.Single(dialled.Problems).Id);
    }
}
