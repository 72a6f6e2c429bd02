using static Holdfast.Lab.Tests.Histories.ByHand;

namespace Holdfast.Lab.Tests.Histories;

/// <summary>Sessions that are missing, double or impossible.</summary>
public class CountedEventsTests
{
    private const string Events = "each event counts once";

    [Fact]
    public void Check_NoSession_Finds() =>
        Expect(Events, Good.AtTheEnd(end => end with { Sessions = [] }), "no session");

    [Fact]
    public void Check_SessionOfAnotherNode_Finds() =>
        Expect(Events, Good.AtTheEnd(end => end with { Sessions = [AnnasSession with { Node = "n2" }] }), "never was");

    [Fact]
    public void Check_SessionToldTwice_Finds() =>
        Expect(Events, Good.AtTheEnd(end => end with { Sessions = [AnnasSession, AnnasSession] }), "2 sessions");

    [Fact]
    public void Check_TwoSessionsAtOnce_Finds()
    {
        var tunnel = AnnasTunnel with
        {
            Connections = [.. AnnasTunnel.Connections, new(TimeSpan.FromSeconds(30), "n1", IsUp: true)],
        };
        var (first, second) = (
            AnnasSession with
            {
                Ended = null,
                Received = 55_000,
            },
            AnnasSession with
            {
                Started = Start.AddSeconds(30),
                Received = 55_000,
            }
        );
        Expect(
            Events,
            (Good with { Tunnels = [tunnel] }).AtTheEnd(end => end with { Sessions = [first, second] }),
            "two sessions on n1"
        );
    }

    [Fact]
    public void Check_SessionOfSomethingThatNobodyUsed_Finds() =>
        Expect(
            Events,
            Good.AtTheEnd(end =>
                end with
                {
                    Sessions = [AnnasSession, AnnasSession with { ConfigurationId = Row.Replace('1', '3') }],
                }
            ),
            "nobody used"
        );

    [Theory]
    [InlineData(220_000)]
    [InlineData(130_001)]
    [InlineData(50_000)]
    [InlineData(0)]
    public void Check_BytesThatCannotBe_Finds(long received) =>
        Expect(
            Events,
            Good.AtTheEnd(end => end with { Sessions = [AnnasSession with { Received = received }] }),
            "bytes"
        );
}
