using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Holdfast.Failover.Agent;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;
using Holdfast.Failover.Witness;
using Holdfast.Failover.Witnessing;
using Holdfast.Linux.Polling;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Failover.Tests.Witnessing;

/// <summary>A member's questions to a witness that really runs.</summary>
public sealed class WitnessLinkTests : IAsyncLifetime
{
    private const byte Vrid = 51;
    private static readonly Guid Group = Guid.Parse("5e0c8f2e-31a5-4c3b-9c0b-0d6a7a3c1a11");
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);
    private readonly string _folder = Directory.CreateTempSubdirectory("hf-witness").FullName;
    private readonly IPEndPoint _end = FreePort();
    private CancellationTokenSource _stop = new();
    private Task<IReadOnlyList<Model.Problems.Problem>> _running = null!;

    public async ValueTask InitializeAsync()
    {
        var file = new
        {
            address = $"{_end.Address}",
            port = _end.Port,
            groups = new[]
            {
                new { id = Group, keys = new[] { new { id = 1, secret = Convert.ToBase64String(new byte[32]) } } },
            },
        };
        await File.WriteAllTextAsync(Path.Combine(_folder, "witness.json"), JsonSerializer.Serialize(file));
        Start();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Ask_TwoMembers_OneHasTheLeaseUntilItGivesItBack()
    {
        using var one = Link(1);
        using var two = Link(2);

        var granted = Assert.IsType<WitnessGranted>(AskUntilGranted(one));
        var refused = Assert.IsType<WitnessRefused>(Ask(two));
        Assert.InRange(refused.FreeIn!.Value, TimeSpan.FromTicks(1), Lease);
        Assert.Equal(new MemberId(1), two.Answered(Vrid)!.Value.Holder);

        one.Release(Vrid, granted.Fence);
        Assert.True(Assert.IsType<WitnessGranted>(AskUntilGranted(two)).Fence > granted.Fence);
    }

    [Fact]
    public async Task Ask_WitnessWasStartedAgain_IsAskedInItsNewLife()
    {
        using var one = Link(1);
        var before = Assert.IsType<WitnessGranted>(AskUntilGranted(one));

        await StopAsync();
        Start();

        Assert.True(Assert.IsType<WitnessGranted>(AskUntilGranted(one)).Fence > before.Fence);
    }

    [Fact]
    public void Ask_WithAnotherKey_HasNoAnswer()
    {
        using var stranger = Link(1, new HeartbeatKey(1, Enumerable.Repeat((byte)1, 32).ToArray()));
        stranger.Ask(Vrid, new AskWitness(1, 0, 0));

        Assert.Null(Hear(stranger, TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public void Serve_Rubbish_GoesOn()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var rubbish = new byte[random.Next(300)];
            random.NextBytes(rubbish);
            socket.SendTo(rubbish, _end);
        }

        using var one = Link(1);
        Assert.IsType<WitnessGranted>(AskUntilGranted(one));
    }

    [Fact]
    public async Task Run_ASecondWithTheFolder_SaysSo() =>
        Assert.Equal("HF-2085", Assert.Single(await RunAsync(CancellationToken.None)).Id);

    /// <summary>Also the answer to somebody else's question, and one that was recorded.</summary>
    [Fact]
    public void Hear_AnswersToOtherQuestions_AreNone()
    {
        using var witness = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        witness.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var plan = Plan(1, new HeartbeatKey(1, new byte[32])) with { Witness = (IPEndPoint)witness.LocalEndPoint! };
        using var link = new WitnessLink(plan, boot: 5);
        link.Ask(Vrid, new AskWitness(1, 0, 0));
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        var buffer = new byte[200];
        var length = witness.ReceiveFrom(buffer, ref from);
        Assert.True(WitnessReader.TryRead(buffer.AsSpan(0, length), _ => plan.Keys, out var question, out _));
        var answer = question with { Kind = WitnessKind.Answer, Verdict = WitnessVerdict.Granted, Fence = 9 };
        WitnessMessage[] wrong =
        [
            answer with
            {
                Number = new Sequence(5, question.Number.Counter + 1),
            },
            answer with
            {
                Number = new Sequence(4, question.Number.Counter),
            },
            answer with
            {
                Member = new MemberId(2),
            },
            answer with
            {
                Vrid = 52,
            },
            answer with
            {
                Group = Guid.Empty,
            },
        ];
        foreach (var one in wrong)
        {
            witness.SendTo(WitnessWriter.Write(one, plan.Keys.Active, buffer), from);
        }

        witness.SendTo(WitnessWriter.Write(answer, plan.Keys.Active, buffer), from);
        witness.SendTo(WitnessWriter.Write(answer, plan.Keys.Active, buffer), from);
        List<RoleEvent> told = [];
        var deadline = DateTimeOffsetIn(TimeSpan.FromSeconds(30));
        while (told.Count == 0)
        {
            Assert.True(TimeProvider.System.GetUtcNow() < deadline);
            new Readiness([link]).Wait(TimeSpan.FromSeconds(1));
            link.Hear(TimeSpan.Zero, (_, what) => told.Add(what));
        }

        Assert.Equal(new WitnessGranted(1, 9, Lease), Assert.Single(told));
    }

    private static DateTimeOffset DateTimeOffsetIn(TimeSpan patience) => TimeProvider.System.GetUtcNow() + patience;

    private static IPEndPoint FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    private WitnessPlan Plan(byte member, HeartbeatKey key) =>
        new(_end, Group, new MemberId(member), new HeartbeatKeys([key], key.Id), Lease);

    private WitnessLink Link(byte member, HeartbeatKey? key = null) =>
        new(Plan(member, key ?? new HeartbeatKey(1, new byte[32])), boot: 1);

    private static RoleEvent? Hear(WitnessLink link, TimeSpan patience)
    {
        RoleEvent? heard = null;
        var deadline = DateTimeOffsetIn(patience);
        while (heard is null && TimeProvider.System.GetUtcNow() < deadline)
        {
            new Readiness([link]).Wait(TimeSpan.FromMilliseconds(50));
            link.Hear(TimeSpan.Zero, (_, what) => heard = what);
        }

        return heard;
    }

    /// <summary>Nothing that is on its way for a moment, such as a start, is an answer.</summary>
    private static RoleEvent Ask(WitnessLink link)
    {
        for (var i = 1; i < 200; i++)
        {
            link.Ask(Vrid, new AskWitness(i, 0, 0));
            if (Hear(link, TimeSpan.FromMilliseconds(200)) is { } heard)
            {
                return heard;
            }
        }

        throw new InvalidOperationException("The witness does not answer.");
    }

    private static RoleEvent AskUntilGranted(WitnessLink link)
    {
        var deadline = DateTimeOffsetIn(TimeSpan.FromSeconds(30));
        while (TimeProvider.System.GetUtcNow() < deadline)
        {
            var answer = Ask(link);
            if (answer is not WitnessRefused refused)
            {
                return answer;
            }

            // Nothing comes meanwhile: it is the lease that has to end.
            new Readiness([link]).Wait(refused.FreeIn ?? TimeSpan.Zero);
        }

        throw new InvalidOperationException("The witness gives no lease.");
    }

    private void Start()
    {
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        _running = RunAsync(_stop.Token);
    }

    private Task<IReadOnlyList<Model.Problems.Problem>> RunAsync(CancellationToken cancel) =>
        WitnessRole.RunAsync(_folder, NullLoggerFactory.Instance, TimeProvider.System, cancel);

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        Assert.Empty(await _running);
    }
}
