using System.Net;
using Holdfast.Lab.Histories;
using Holdfast.Model.Profiles;

namespace Holdfast.Lab.Tests.Histories;

/// <summary>Histories by hand: anna's app has a WireGuard configuration, and uses it on node n1 for a minute. Seconds since the story began.</summary>
internal static class ByHand
{
    public const string Key = "anna's key";
    public const string Row = "11111111-1111-1111-1111-111111111111";

    public static readonly IPAddress Address = IPAddress.Parse("10.0.0.2");
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static History Good =>
        new()
        {
            Calls = [Connect("anna", 1, Key)],
            Tunnels = [AnnasTunnel],
            End = new EndState
            {
                At = Start.AddMinutes(5),
                Configurations = [AnnasRow],
                Peers = [AnnasPeer],
                Sessions = [AnnasSession],
            },
        };

    public static StoredConfiguration AnnasRow =>
        new(Row, Protocol.WireGuard, Key, 0, Address, Start.AddSeconds(1), Removed: null, ["n1"]);

    public static LivePeer AnnasPeer => new("n1", Protocol.WireGuard, "hf1", Key, Address);

    public static StoredSession AnnasSession => new(Row, "n1", Start.AddSeconds(3), Start.AddSeconds(63), 110_000);

    public static Tunnel AnnasTunnel =>
        new()
        {
            App = "anna",
            Given = Given(Key),
            Address = Address,
            Used = Seconds(3, 63),
            Connections = [new(TimeSpan.FromSeconds(3), "n1", IsUp: true)],
            Answered = 100_000,
            MostSent = 130_000,
        };

    public static Given Given(string key, string address = "10.0.0.2") =>
        new(Protocol.WireGuard, key, IPAddress.Parse(address), Start.AddDays(90));

    public static Span Seconds(double from, double to) => new(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to));

    /// <summary>It takes a tenth of a second, and succeeds.</summary>
    public static Call Connect(string app, double at, string key, string address = "10.0.0.2") =>
        Call(app, CallKind.Connect, at) with
        {
            Given = Given(key, address),
        };

    public static Call Call(string app, CallKind kind, double at, int? status = 200) =>
        new()
        {
            App = app,
            Kind = kind,
            Begun = TimeSpan.FromSeconds(at),
            Ended = TimeSpan.FromSeconds(at + 0.1),
            Status = status,
        };

    public static Fault Fault(double from, double to, Notice notice) => new("a fault", Seconds(from, to), notice);

    public static History With(this History history, params IEnumerable<Call> more) =>
        history with
        {
            Calls = [.. history.Calls, .. more],
        };

    public static History AtTheEnd(this History history, Func<EndState, EndState> change) =>
        history with
        {
            End = change(history.End),
        };

    /// <summary>That rule is broken, and nothing else.</summary>
    public static void Expect(string rule, History history, string what = "")
    {
        var findings = HistoryChecker.Check(history);
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal(rule, finding.Rule));
        Assert.Contains(findings, finding => finding.What.Contains(what, StringComparison.Ordinal));
    }
}
