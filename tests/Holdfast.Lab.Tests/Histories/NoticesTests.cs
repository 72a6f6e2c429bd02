using Holdfast.Lab.Histories;
using Holdfast.Model.Profiles;
using static Holdfast.Lab.Tests.Histories.ByHand;

namespace Holdfast.Lab.Tests.Histories;

/// <summary>What people noticed, and whether a fault lets them.</summary>
public class NoticesTests
{
    private const string Calls = "calls succeed";
    private const string Tunnels = "tunnels carry";

    [Fact]
    public void Check_CallFailsForNoReason_Finds() => Expect(Calls, Good.With(Call("bert", CallKind.Connect, 9, 503)));

    [Fact]
    public void Check_CallUnderWayAtAFault_MayFailOnce()
    {
        var once = Good.With(Call("bert", CallKind.Connect, 9.95, status: null)) with
        {
            Faults = [Fault(10, 12, Notice.Nothing)],
        };

        Assert.Empty(HistoryChecker.Check(once));
        Expect(
            Calls,
            once.With(Call("bert", CallKind.Connect, 10.1, status: null) with { IsRepeated = true }),
            "again"
        );
    }

    [Theory]
    [InlineData(11.9, true)]
    [InlineData(12.1, false)]
    public void Check_RepeatedCallFails_OnlyInTheStatedWindow(double at, bool isRight)
    {
        var history = Good.With(Call("bert", CallKind.Connect, at, 503) with { IsRepeated = true }) with
        {
            Faults = [Fault(10, 20, new Notice { Calls = TimeSpan.FromSeconds(2) })],
        };

        Assert.Equal(isRight, HistoryChecker.Check(history).Count == 0);
    }

    /// <summary>It takes a tenth of a second.</summary>
    [Theory]
    [InlineData(9.8, false)]
    [InlineData(9.95, true)]
    [InlineData(10.05, false)]
    public void Check_RepeatedCallFails_WhenItIsUnderWayAsSomethingElseBreaks(double at, bool isRight)
    {
        var history = Good.With(Call("bert", CallKind.Connect, at, status: null) with { IsRepeated = true }) with
        {
            Faults = [Fault(1, 5, Notice.Nothing), Fault(10, 20, Notice.Nothing)],
        };

        Assert.Equal(isRight, HistoryChecker.Check(history).Count == 0);
    }

    [Theory]
    [InlineData(9.8, false)]
    [InlineData(19, true)]
    [InlineData(20.9, true)]
    [InlineData(21.1, false)]
    public void Check_RepeatedCallFails_UntilItIsMended(double at, bool isRight)
    {
        var history = Good.With(Call("bert", CallKind.Connect, at, 503) with { IsRepeated = true }) with
        {
            Faults = [Fault(10, 20, new Notice { CallsUntilMended = TimeSpan.FromSeconds(1) })],
        };

        Assert.Equal(isRight, HistoryChecker.Check(history).Count == 0);
    }

    [Fact]
    public void Check_TunnelIsSilentForNoReason_Finds() => Expect(Tunnels, Silent(10, 14));

    [Theory]
    [InlineData("n1", 10, 14, true)]
    [InlineData("n1", 10, 15.5, true)]
    [InlineData("n1", 10, 16.5, false)]
    [InlineData("n1", 1, 5, false)]
    [InlineData("n2", 10, 14, false)]
    public void Check_TunnelIsSilent_OnlyWhileItsNodeIsCutOff(string cut, double from, double to, bool isRight)
    {
        var notice = new Notice { CutsNode = cut, WireGuardAfter = TimeSpan.FromSeconds(2) };
        var history = Silent(from, to) with { Faults = [Fault(10, 14, notice)] };

        Assert.Equal(isRight, HistoryChecker.Check(history).Count == 0);
    }

    [Fact]
    public void Check_OpenVpnClientMoved_IsAtItsNewNode()
    {
        var tunnel = AnnasTunnel with
        {
            Given = new Given(Protocol.OpenVpn, Row, null, Start.AddDays(90)),
            Connections = [new(TimeSpan.FromSeconds(3), "n1", true), new(TimeSpan.FromSeconds(20), "n2", true)],
            Silences = [Seconds(30, 34)],
        };
        var notice = new Notice { CutsNode = "n1", OpenVpnAfter = TimeSpan.FromSeconds(20) };
        var history = new History
        {
            Tunnels = [tunnel],
            Faults = [Fault(10, 30, notice)],
            End = Good.End,
        };

        Assert.Contains(HistoryChecker.Check(history), finding => finding.Rule == Tunnels);
    }

    [Theory]
    [InlineData(1.4, 1, false)]
    [InlineData(0.9, 1, true)]
    // Two programs that each wait a little do not make one that waits long.
    [InlineData(1.4, 2, true)]
    public void Silence_WhileAProgramWaitsForAProcessor_IsTheMachines(double waited, int programs, bool isFound)
    {
        var each = TimeSpan.FromSeconds(waited / 2);
        var history = Silent(30, 32.5) with
        {
            Starved =
            [
                new Starved(100, Seconds(30, 31), each),
                new Starved(99 + programs, Seconds(31.5, 32), each),
                new Starved(100, Seconds(40, 41), TimeSpan.FromSeconds(9)),
            ],
        };

        Assert.Equal(isFound, HistoryChecker.Check(history).Any(finding => finding.Rule == Tunnels));
    }

    private static History Silent(double from, double to) =>
        Good with
        {
            Tunnels = [AnnasTunnel with { Silences = [Seconds(from, to)] }],
        };
}
