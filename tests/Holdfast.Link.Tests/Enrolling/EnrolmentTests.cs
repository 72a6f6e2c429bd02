using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Holdfast.Link.Certificates;
using Holdfast.Link.Enrolling;
using Holdfast.Link.Problems;
using Holdfast.Link.Tests.Fixtures;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Tests.Enrolling;

public sealed class EnrolmentTests
{
    private readonly TestPortal _portal = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EnrolAsync_GoodCode_NodeIsLinkedWithoutRestart(bool unix)
    {
        await using var node = await TestNode.StartAsync(unix: unix);
        var code = node.NewCode();

        var enrolled = await _portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel);

        Assert.Empty(enrolled.Problems);
        Assert.Equal(TestNode.Id, node.Identities.Current.NodeId);
        Assert.False(File.Exists(Path.Combine(node.Folder, EnrolmentCodeFile.Name)));
        Assert.DoesNotContain(node.Log.Lines, line => line.Contains(code, StringComparison.Ordinal));
        var dialled = await _portal.Dialer.DialAsync(enrolled.Value!.Address, TestNode.Id, Cancel);
        Assert.Empty(dialled.Problems);
        await dialled.Value!.DisposeAsync();
    }

    [Fact]
    public async Task EnrolAsync_UsedLongAgo_Expired()
    {
        await using var node = await TestNode.StartAsync();
        var code = node.NewCode();
        await _portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel);
        node.Clock.Ahead = _portal.Clock.Ahead = EnrolmentCode.Life;
        await FailsAsync(EnrolmentProblems.CodeExpired, code);
    }

    [Fact]
    public async Task EnrolAsync_CodeForgotten_NotEnrolling()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        var code = node.NewCode();
        File.Delete(Path.Combine(node.Folder, EnrolmentCodeFile.Name));
        await FailsAsync(EnrolmentProblems.NotEnrolling, code);
    }

    [Fact]
    public async Task EnrolAsync_NewerCodeMade_Wrong()
    {
        await using var node = await TestNode.StartAsync();
        var old = node.NewCode();
        node.NewCode();
        await FailsAsync(EnrolmentProblems.CodeWrong, old);
        Assert.False(node.Identities.Current.IsEnrolled);
    }

    [Fact]
    public async Task EnrolAsync_AfterAnHour_Expired()
    {
        await using var node = await TestNode.StartAsync();
        var code = node.NewCode();
        node.Clock.Ahead = _portal.Clock.Ahead = EnrolmentCode.Life;
        await FailsAsync(EnrolmentProblems.CodeExpired, code);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    public async Task EnrolAsync_ClocksDiffer_ClockOff(int minutes)
    {
        await using var node = await TestNode.StartAsync();
        node.Clock.Ahead = TimeSpan.FromMinutes(minutes);
        await FailsAsync(EnrolmentProblems.ClockOff, node.NewCode());
        Assert.False(node.Identities.Current.IsEnrolled);
    }

    [Fact]
    public async Task EnrolAsync_SomebodyElseAtTheAddress_OtherKey()
    {
        await using var node = await TestNode.StartAsync();
        await using var impostor = await TestNode.StartAsync();
        var code = node.Codes.Issue(impostor.Address, node.Identities.Current).Reveal();
        await FailsAsync(EnrolmentProblems.OtherKey, code);
    }

    [Fact]
    public async Task EnrolAsync_TwoPortalsAtOnce_OneWins()
    {
        await using var node = await TestNode.StartAsync();
        var code = node.NewCode();
        var other = new TestPortal();
        var both = await Task.WhenAll(
            _portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel),
            other.Enrolment.EnrolAsync(code, TestNode.Id, Cancel)
        );
        Assert.Equal(1, both.Count(outcome => outcome.Succeeded));
        Assert.Equal(EnrolmentProblems.CodeUsed, both.Single(outcome => !outcome.Succeeded).Problems.Single().Kind);
        var winner = both[0].Succeeded ? _portal : other;
        Assert.Equal(winner.Authority.Certificate.Thumbprint, node.Identities.Current.Authority!.Thumbprint);
    }

    [Fact]
    public async Task EnrolAsync_NodeOfAnotherPortal_MovesWithANewCode()
    {
        await using var node = await TestNode.StartEnrolledAsync(new TestPortal());
        var enrolled = await _portal.Enrolment.EnrolAsync(node.NewCode(), TestNode.Id, Cancel);
        Assert.Empty(enrolled.Problems);
        var dialled = await _portal.Dialer.DialAsync(node.Address, TestNode.Id, Cancel);
        Assert.Empty(dialled.Problems);
        await dialled.Value!.DisposeAsync();
    }

    [Fact]
    public async Task EnrolAsync_ManyGuesses_TooManyAttemptsButTheRightCodeStillWorks()
    {
        await using var node = await TestNode.StartAsync();
        var old = node.NewCode();
        var good = node.NewCode();
        for (var i = 0; i < 10; i++)
        {
            await FailsAsync(EnrolmentProblems.CodeWrong, old);
        }
        await FailsAsync(EnrolmentProblems.TooManyAttempts, old);
        Assert.True((await _portal.Enrolment.EnrolAsync(good, TestNode.Id, Cancel)).Succeeded);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("{\"type\":\"issue\",\"certificate\":\"x\"}")]
    [InlineData("{\"type\":\"begin\"}")]
    [InlineData("{\"type\":\"begin\",\"oldestVersion\":1,\"version\":1,\"codeId\":null,\"nonce\":null}")]
    [InlineData("{\"type\":\"begin\",\"oldestVersion\":1,\"version\":1,\"codeId\":\"CODE\",\"nonce\":\"AAAA\"}")]
    [InlineData("{\"type\":\"begin\",\"oldestVersion\":7,\"version\":9,\"codeId\":\"CODE\",\"nonce\":\"AAAA\"}")]
    public async Task Desk_FirstMessageIsBad_RefusedAndTheCodeStaysGood(string first)
    {
        await using var node = await TestNode.StartAsync();
        var text = node.NewCode();
        var code = EnrolmentCode.Parse(text).Value!;
        using (var socket = (await Raw.OpenAsync(node, LinkPaths.Enrolment))!)
        {
            await socket.SayAsync(first.Replace("CODE", code.Id, StringComparison.Ordinal));
            await EndAsync(socket);
        }
        Assert.True((await _portal.Enrolment.EnrolAsync(text, TestNode.Id, Cancel)).Succeeded);
    }

    [Fact]
    public async Task Desk_ProofIsWrong_RefusedAndNothingStored()
    {
        await using var node = await TestNode.StartAsync();
        using var socket = await BeginAsync(node);
        var claim = new JsonObject
        {
            ["type"] = "claim",
            ["nodeId"] = "evil",
            ["authority"] = _portal.Authority.Certificate.ExportCertificatePem(),
            ["proof"] = Convert.ToBase64String(new byte[32]),
        };
        await socket.SayAsync(claim.ToJsonString());
        Assert.Contains(EnrolmentProblems.CodeWrong.Id, await HearAsync(socket), StringComparison.Ordinal);
        Assert.False(node.Identities.Current.IsEnrolled);
    }

    [Theory]
    [InlineData("{\"type\":\"claim\",\"nodeId\":\"x\",\"authority\":\"no certificate\",\"proof\":\"AAAA\"}")]
    [InlineData("{\"type\":\"issue\",\"certificate\":\"x\"}")]
    public async Task Desk_SecondMessageIsBad_Refused(string second)
    {
        await using var node = await TestNode.StartAsync();
        using var socket = await BeginAsync(node);
        await socket.SayAsync(second);
        Assert.Contains("refusal", await HearAsync(socket), StringComparison.Ordinal);
        Assert.False(node.Identities.Current.IsEnrolled);
    }

    [Fact]
    public async Task Desk_OversizeMessage_ClosedAndTheCodeStaysGood()
    {
        await using var node = await TestNode.StartAsync();
        var code = node.NewCode();
        using (var socket = (await Raw.OpenAsync(node, LinkPaths.Enrolment))!)
        {
            await socket.SayAsync(new string('x', 200_000));
            await EndAsync(socket);
        }
        Assert.True((await _portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel)).Succeeded);
    }

    [Fact]
    public async Task EnrolAsync_CertificateOfAnotherNode_RefusedByTheNode()
    {
        await using var node = await TestNode.StartAsync();
        var mistaken = new Enrolment(new MistakenAuthority(_portal.Authority), TimeProvider.System);
        var enrolled = await mistaken.EnrolAsync(node.NewCode(), TestNode.Id, Cancel);
        Assert.Equal(LinkProblems.WrongNode.Id, enrolled.Problems.Single().Id);
        Assert.False(node.Identities.Current.IsEnrolled);
    }

    private static async Task<WebSocket> BeginAsync(TestNode node)
    {
        var code = EnrolmentCode.Parse(node.NewCode()).Value!;
        var socket = (await Raw.OpenAsync(node, LinkPaths.Enrolment))!;
        var nonce = Convert.ToBase64String(new byte[EnrolmentTranscript.NonceLength]);
        await socket.SayAsync(
            $$"""{"type":"begin","oldestVersion":1,"version":1,"codeId":"{{code.Id}}","nonce":"{{nonce}}"}"""
        );
        Assert.Contains("challenge", await HearAsync(socket), StringComparison.Ordinal);
        return socket;
    }

    private static async Task<string> HearAsync(WebSocket socket)
    {
        var buffer = new byte[65536];
        var result = await socket.ReceiveAsync(buffer, Cancel);
        return Encoding.UTF8.GetString(buffer, 0, result.Count);
    }

    private static async Task EndAsync(WebSocket socket)
    {
        try
        {
            await socket.CloseStatusAsync();
        }
        catch (WebSocketException)
        {
            // Cut without ceremony: as good an end as any.
        }
    }

    private async Task FailsAsync(ProblemKind expected, string code)
    {
        var enrolled = await _portal.Enrolment.EnrolAsync(code, TestNode.Id, Cancel);
        Assert.Equal(expected.Id, Assert.Single(enrolled.Problems).Id);
    }

    private sealed class MistakenAuthority(LinkIssuer inner) : FakeAuthority(inner)
    {
        public override Outcome<System.Security.Cryptography.X509Certificates.X509Certificate2> IssueNode(
            string request,
            string nodeId
        ) => base.IssueNode(request, "node-2");
    }
}
