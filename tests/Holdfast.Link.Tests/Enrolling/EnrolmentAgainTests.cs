using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Certificates;
using Holdfast.Link.Enrolling;
using Holdfast.Link.Problems;
using Holdfast.Link.Tests.Fixtures;
using Holdfast.Model.Problems;
using Holdfast.Testing.Waiting;

namespace Holdfast.Link.Tests.Enrolling;

/// <summary>The same code a second time: its answer got lost, or somebody has it who should not.</summary>
public sealed class EnrolmentAgainTests
{
    private readonly TestPortal _portal = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnrolAsync_NobodyHasComeSince_GivesTheSameAgain()
    {
        await using var node = await TestNode.StartAsync();
        var code = node.NewCode();
        await _portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel);
        var again = await _portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel);

        Assert.Empty(again.Problems);
        Assert.Equal(again.Value!.Certificate.SerialNumber, node.Identities.Current.Certificate.SerialNumber);
        await LinkAsync(node, TestNode.Id);
    }

    /// <summary>The portal has found the first name taken before it could write it down.</summary>
    [Fact]
    public async Task EnrolAsync_UnderAnotherName_HasThatName()
    {
        await using var node = await TestNode.StartAsync();
        var code = node.NewCode();
        await _portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel);
        var again = await _portal.Enrolment.EnrolAsync(code, "node-2", Cancel);

        Assert.Empty(again.Problems);
        Assert.Equal("node-2", node.Identities.Current.NodeId);
    }

    [Fact]
    public async Task EnrolAsync_APortalHasCome_Used()
    {
        await using var node = await TestNode.StartAsync();
        var code = node.NewCode();
        await _portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel);
        await LinkAsync(node, TestNode.Id);

        await FailsAsync(_portal, EnrolmentProblems.CodeUsed, code);
        Assert.DoesNotContain(Files(node), text => text.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EnrolAsync_OfAnotherAuthority_Used()
    {
        await using var node = await TestNode.StartAsync();
        var code = node.NewCode();
        await _portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel);

        await FailsAsync(new TestPortal(), EnrolmentProblems.CodeUsed, code);
        await LinkAsync(node, TestNode.Id);
    }

    [Fact]
    public async Task EnrolAsync_NewerCodeIsOpen_Used()
    {
        await using var node = await TestNode.StartAsync();
        var code = node.NewCode();
        await _portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel);
        var newer = node.NewCode();

        await FailsAsync(_portal, EnrolmentProblems.CodeUsed, code);
        Assert.True((await _portal.Enrolment.EnrolAsync(newer, TestNode.Id, Cancel)).Succeeded);
    }

    /// <summary>Who made a code with the same secret for another key gets nowhere near this node.</summary>
    [Fact]
    public async Task EnrolAsync_SameSecretForAnotherKey_OtherKey()
    {
        await using var node = await TestNode.StartAsync();
        var code = EnrolmentCode.Parse(node.NewCode()).Value!;
        await _portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel);
        var forged = new EnrolmentCode(code.Address, new byte[32], code.Secret, code.Expires);

        await FailsAsync(_portal, EnrolmentProblems.OtherKey, forged.Reveal());
    }

    [Fact]
    public async Task EnrolAsync_AfterTheCodesLife_Expired()
    {
        await using var node = await TestNode.StartAsync();
        var code = node.NewCode();
        await _portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel);
        node.Clock.Ahead = _portal.Clock.Ahead = EnrolmentCode.Life;

        await FailsAsync(_portal, EnrolmentProblems.CodeExpired, code);
    }

    [Fact]
    public async Task EnrolAsync_CutWhileTheNodeStores_UnconfirmedAndTheCodeStaysGood()
    {
        await using var node = await TestNode.StartAsync();
        await using var relay = new Relay(node.Address);
        var code = node.Codes.Issue(relay.Address, node.Identities.Current).Reveal();
        var cutting = new Enrolment(new ActingAuthority(_portal.Authority, () => relay.CutAfter(10)), _portal.Clock);
        var enrolled = await cutting.EnrolAsync(code, TestNode.Id, Cancel);
        Assert.Equal(EnrolmentProblems.Unconfirmed.Id, enrolled.Problems.Single().Id);

        Assert.Empty((await _portal.Enrolment.EnrolAsync(Direct(code, node), TestNode.Id, Cancel)).Problems);
        await LinkAsync(node, TestNode.Id);
    }

    [Fact]
    public async Task EnrolAsync_NodeHasStoredAndItsWordIsLost_GivesTheSameAgain()
    {
        await using var node = await TestNode.StartAsync();
        await using var relay = new Relay(node.Address);
        var code = node.Codes.Issue(relay.Address, node.Identities.Current).Reveal();
        var deaf = new Enrolment(new ActingAuthority(_portal.Authority, relay.Deafen), _portal.Clock)
        {
            Timeout = TimeSpan.FromSeconds(1),
        };
        var enrolled = await deaf.EnrolAsync(code, TestNode.Id, Cancel);
        Assert.Equal(LinkProblems.TimedOut.Id, enrolled.Problems.Single().Id);
        await Eventually.TrueAsync("the node has stored it", () => node.Identities.Current.IsEnrolled);

        Assert.Empty((await _portal.Enrolment.EnrolAsync(Direct(code, node), TestNode.Id, Cancel)).Problems);
        await LinkAsync(node, TestNode.Id);
    }

    [Fact]
    public async Task EnrolAsync_NodeRestartedInBetween_GivesTheSameAgain()
    {
        await using var node = await TestNode.StartAsync();
        var code = node.NewCode();
        await _portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel);

        Assert.Equal(code, new EnrolmentCodeFile(node.Folder, node.Clock).Unconfirmed()?.Reveal());
    }

    private async Task LinkAsync(TestNode node, string id)
    {
        var dialled = await _portal.Dialer.DialAsync(node.Address, id, Cancel);
        Assert.Empty(dialled.Problems);
        await dialled.Value!.DisposeAsync();
    }

    private static IEnumerable<string> Files(TestNode node) =>
        Directory.EnumerateFiles(node.Folder, "enrolment-*").Select(File.ReadAllText);

    private static async Task FailsAsync(TestPortal portal, ProblemKind expected, string code)
    {
        var enrolled = await portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel);
        Assert.Equal(expected.Id, Assert.Single(enrolled.Problems).Id);
    }

    /// <summary>The same code, that does not lead through the relay: its wire is of no more use.</summary>
    private static string Direct(string text, TestNode node)
    {
        var code = EnrolmentCode.Parse(text).Value!;
        return new EnrolmentCode(node.Address, code.Fingerprint, code.Secret, code.Expires).Reveal();
    }

    private sealed class ActingAuthority(LinkIssuer inner, Action act) : FakeAuthority(inner)
    {
        public override Outcome<X509Certificate2> IssueNode(string request, string nodeId)
        {
            act();
            return base.IssueNode(request, nodeId);
        }
    }
}
