using System.Net;
using Holdfast.Lab.Histories;
using static Holdfast.Lab.Tests.Histories.ByHand;

namespace Holdfast.Lab.Tests.Histories;

/// <summary>Each history breaks a promise about who has what.</summary>
public class HistoryCheckerTests
{
    private const string Twice = "no address is given twice";
    private const string Lost = "nothing acknowledged is lost";
    private const string Strangers = "nobody else is let in";

    [Fact]
    public void Check_AllIsWell_FindsNothing() => Assert.Empty(HistoryChecker.Check(Good));

    [Fact]
    public void Check_TwoWereToldOneAddress_Finds()
    {
        var bert = Row.Replace('1', '2');
        Expect(
            Twice,
            Good.With(Connect("bert", 2, "bert's key"))
                .AtTheEnd(end =>
                    end with
                    {
                        Configurations =
                        [
                            AnnasRow,
                            AnnasRow with
                            {
                                Id = bert,
                                PublicKey = "bert's key",
                                Slot = 1,
                                Created = Start.AddSeconds(2),
                            },
                        ],
                        Peers = [AnnasPeer, AnnasPeer with { Service = "hf2", Key = "bert's key" }],
                    }
                )
        );
    }

    [Fact]
    public void Check_AddressGivenAgainAfterADisconnect_FindsNothing() =>
        Assert.DoesNotContain(
            HistoryChecker.Check(
                Good.With(Call("anna", CallKind.Disconnect, 2, status: null), Connect("bert", 3, "bert's key"))
            ),
            finding => finding.Rule == Twice
        );

    [Fact]
    public void Check_AddressGivenAgainAfterARefusedDisconnect_Finds() =>
        Assert.Contains(
            HistoryChecker.Check(
                Good.With(Call("anna", CallKind.Disconnect, 2, status: 401), Connect("bert", 3, "bert's key"))
            ),
            finding => finding.Rule == Twice
        );

    [Fact]
    public void Check_OneSlotInTwoRowsAtOnce_Finds() =>
        Expect(
            Twice,
            Good.AtTheEnd(end =>
                end with
                {
                    Configurations =
                    [
                        AnnasRow,
                        AnnasRow with
                        {
                            Id = Row.Replace('1', '2'),
                            PublicKey = "x",
                            Created = Start.AddSeconds(2),
                            Removed = Start.AddSeconds(3),
                        },
                    ],
                }
            )
        );

    [Fact]
    public void Check_OneAddressOfTwoPeersOfADevice_Finds() =>
        Expect(
            Twice,
            Good.AtTheEnd(end =>
                end with
                {
                    Configurations =
                    [
                        AnnasRow,
                        AnnasRow with
                        {
                            Id = Row.Replace('1', '2'),
                            PublicKey = "x",
                            Slot = 1,
                        },
                    ],
                    Peers = [AnnasPeer, AnnasPeer with { Key = "x" }],
                }
            )
        );

    [Fact]
    public void Check_DatabaseForgotAConfiguration_Finds() =>
        Expect(
            Lost,
            Good.With(Connect("bert", 2, "bert's key", "10.0.0.3")),
            "the database does not know what was answered to bert"
        );

    [Fact]
    public void Check_DatabaseEndedWhatNobodyGaveUp_Finds() =>
        Expect(
            Lost,
            Good.AtTheEnd(end =>
                end with
                {
                    Configurations = [AnnasRow with { Removed = Start.AddSeconds(30) }],
                    Peers = [],
                }
            ),
            "has ended"
        );

    [Fact]
    public void Check_ExpiredAndEnded_FindsNothing() =>
        Assert.Empty(
            HistoryChecker.Check(
                Good.AtTheEnd(end =>
                    end with
                    {
                        At = Start.AddDays(91),
                        Configurations = [AnnasRow with { Removed = Start.AddDays(90) }],
                        Peers = [],
                    }
                )
            )
        );

    [Fact]
    public void Check_NodeForgotAPeer_Finds() =>
        Expect(Lost, Good.AtTheEnd(end => end with { Peers = [] }), "n1 does not let in");

    [Fact]
    public void Check_OneOfTwoNodesForgotAPeer_Finds() =>
        Expect(
            Lost,
            Good.AtTheEnd(end => end with { Configurations = [AnnasRow with { Nodes = ["n1", "n2"] }] }),
            "n2 does not let in"
        );

    [Fact]
    public void Check_NodeHasAnotherAddress_Finds() =>
        Expect(
            Lost,
            Good.AtTheEnd(end => end with { Peers = [AnnasPeer with { Address = IPAddress.Parse("10.0.0.9") }] }),
            "n1 has 10.0.0.9"
        );

    [Fact]
    public void Check_DisconnectedAndStillLiving_Finds() =>
        Expect(Lost, Good.With(Call("anna", CallKind.Disconnect, 70, 204)), "anna has disconnected");

    [Fact]
    public void Check_DisconnectWithoutAnAnswer_EitherIsRight()
    {
        var history = Good.With(Call("anna", CallKind.Disconnect, 70, status: null)) with
        {
            Faults = [Fault(69, 71, Notice.Nothing)],
        };

        Assert.Empty(HistoryChecker.Check(history));
        Assert.Empty(
            HistoryChecker.Check(
                history.AtTheEnd(end =>
                    end with
                    {
                        Configurations = [AnnasRow with { Removed = Start.AddSeconds(70) }],
                        Peers = [],
                    }
                )
            )
        );
    }

    [Fact]
    public void Check_NodeLetsInAStranger_Finds() =>
        Expect(
            Strangers,
            Good.AtTheEnd(end =>
                end with
                {
                    Peers = [AnnasPeer, AnnasPeer with { Key = "x", Address = IPAddress.Parse("10.0.0.3") }],
                }
            )
        );

    [Fact]
    public void Check_NodeLetsInWhoLivesElsewhere_Finds() =>
        Expect(Strangers, Good.AtTheEnd(end => end with { Peers = [AnnasPeer, AnnasPeer with { Node = "n2" }] }));
}
