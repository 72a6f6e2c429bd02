using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Failover.Witness;

namespace Holdfast.Failover.Tests.Witness;

public sealed class WitnessBookTests
{
    private static readonly Guid Group = Guid.Parse("5e0c8f2e-31a5-4c3b-9c0b-0d6a7a3c1a11");
    private static readonly Guid Instance = Guid.Parse("00000000-0000-0000-0000-000000000007");
    private static readonly TimeSpan Lease = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);
    private readonly List<StoredGrant> _stored = [];
    private ulong _counter;
    private bool _diskWorks = true;

    [Fact]
    public void Ask_NobodyHasIt_IsGrantedAndStored()
    {
        var answer = Make().Hear(Ask(1, floor: 9), key: 1, Later)!;

        Assert.Equal((WitnessVerdict.Granted, 9L, Lease), (answer.Verdict, answer.Fence, answer.Length));
        Assert.Equal(new StoredGrant(new WitnessGrant(new MemberId(1), 9), Lease), Assert.Single(_stored));
    }

    /// <summary>A disk that was lost: somebody may have the lease, and nobody remembers.</summary>
    [Fact]
    public void Ask_NeverHeardOfAndJustStarted_IsRefusedForOneLease()
    {
        var book = Make();
        var early = book.Hear(Ask(1), 1, TimeSpan.FromMilliseconds(100))!;

        Assert.Equal((WitnessVerdict.Refused, TimeSpan.FromMilliseconds(250)), (early.Verdict, early.Length));
        Assert.Equal(WitnessVerdict.Granted, book.Hear(Ask(1), 1, Lease)!.Verdict);
    }

    [Fact]
    public void Ask_AnotherHasIt_IsRefusedWithHolderAndRest()
    {
        var book = Make();
        book.Hear(Ask(1), 1, Later);

        var answer = book.Hear(Ask(2), 1, Later + TimeSpan.FromMilliseconds(100))!;

        Assert.Equal(
            (WitnessVerdict.Refused, new MemberId(1), TimeSpan.FromMilliseconds(250), 0L),
            (answer.Verdict, answer.Holder, answer.Length, answer.Fence)
        );
        Assert.Equal(WitnessVerdict.Granted, book.Hear(Ask(2), 1, Later + Lease)!.Verdict);
    }

    [Fact]
    public void Ask_Renewed_HasTheSameFenceAndIsNotStoredAgain()
    {
        var book = Make();
        var fence = book.Hear(Ask(1), 1, Later)!.Fence;

        Assert.Equal(fence, book.Hear(Ask(1, fence), 1, Later + TimeSpan.FromMilliseconds(300))!.Fence);
        Assert.Single(_stored);
        Assert.Equal(WitnessVerdict.Refused, book.Hear(Ask(2), 1, Later + Lease)!.Verdict);
    }

    [Fact]
    public void Ask_RenewedForLonger_IsStored()
    {
        var book = Make();
        var fence = book.Hear(Ask(1), 1, Later)!.Fence;
        book.Hear(Ask(1, fence) with { Length = Lease * 2 }, 1, Later);

        Assert.Equal(Lease * 2, _stored[^1].Lease);
    }

    [Fact]
    public void Ask_DiskFull_IsRefusedAndNothingIsRemembered()
    {
        _diskWorks = false;
        var book = Make();
        Assert.Equal(WitnessVerdict.Refused, book.Hear(Ask(1), 1, Later)!.Verdict);
        _diskWorks = true;
        Assert.Equal(WitnessVerdict.Granted, book.Hear(Ask(2), 1, Later)!.Verdict);
    }

    [Fact]
    public void Ask_AfterARestart_TheOldLeaseHasItsTimeOnceMore()
    {
        Make().Hear(Ask(1), 1, Later);
        var book = Make(_stored[0]);

        Assert.Equal(WitnessVerdict.Refused, book.Hear(Ask(2), 1, Lease - TimeSpan.FromTicks(1))!.Verdict);
        var next = book.Hear(Ask(2), 1, Lease)!;
        Assert.Equal((WitnessVerdict.Granted, 2L), (next.Verdict, next.Fence));
    }

    [Fact]
    public void Release_OfTheHolder_IsFreeAtOnce()
    {
        var book = Make();
        var fence = book.Hear(Ask(1), 1, Later)!.Fence;

        Assert.Null(book.Hear(Ask(1, fence) with { Kind = WitnessKind.Release }, 1, Later));
        Assert.Equal(WitnessVerdict.Granted, book.Hear(Ask(2), 1, Later)!.Verdict);
    }

    [Fact]
    public void Release_OfAnother_ChangesNothing()
    {
        var book = Make();
        var fence = book.Hear(Ask(1), 1, Later)!.Fence;
        book.Hear(Ask(2, fence) with { Kind = WitnessKind.Release }, 1, Later);

        Assert.Equal(WitnessVerdict.Refused, book.Hear(Ask(2), 1, Later)!.Verdict);
    }

    [Fact]
    public void Ask_Replayed_HasNoAnswer()
    {
        var book = Make();
        var recorded = Ask(1);
        book.Hear(recorded, 1, Later);

        Assert.Null(book.Hear(recorded, 1, Later + Later));
        Assert.Equal(WitnessVerdict.Granted, book.Hear(Ask(2), 1, Later + Later)!.Verdict);
    }

    [Fact]
    public void Ask_OfAnEarlierBoot_HasNoAnswer()
    {
        var book = Make();
        book.Hear(Ask(1) with { Number = new Sequence(2, 1) }, 1, Later);

        Assert.Null(book.Hear(Ask(1) with { Number = new Sequence(1, 99) }, 1, Later));
    }

    /// <summary>Recorded before the witness was started again: it remembers no numbers.</summary>
    [Theory]
    [InlineData(WitnessKind.Ask)]
    [InlineData(WitnessKind.Release)]
    public void Ask_ForAnotherLife_ChangesNothing(WitnessKind kind)
    {
        var book = Make(new StoredGrant(new WitnessGrant(new MemberId(1), 5), Lease));
        var old = Ask(1, fence: 5) with { Kind = kind, Instance = Group };

        var answer = book.Hear(old, 1, TimeSpan.FromMilliseconds(349));

        Assert.Equal(kind == WitnessKind.Ask ? WitnessVerdict.OtherInstance : null, answer?.Verdict);
        Assert.Equal(kind == WitnessKind.Ask ? Instance : null, answer?.Instance);
        Assert.Equal(WitnessVerdict.Refused, book.Hear(Ask(2), 1, TimeSpan.FromMilliseconds(349))!.Verdict);
        Assert.Equal(WitnessVerdict.Granted, book.Hear(Ask(2), 1, Lease)!.Verdict);
    }

    [Fact]
    public void Answer_SentBack_HasNoAnswer()
    {
        var book = Make();
        var answer = book.Hear(Ask(1), 1, Later)!;

        Assert.Null(book.Hear(answer, 1, Later));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(49)]
    [InlineData(60_001)]
    public void Ask_ForAnImpossibleTime_IsRefused(int milliseconds) =>
        Assert.Equal(
            WitnessVerdict.Refused,
            Make().Hear(Ask(1) with { Length = TimeSpan.FromMilliseconds(milliseconds) }, 1, Later)!.Verdict
        );

    [Fact]
    public void Units_OfOtherGroups_HaveLeasesOfTheirOwn()
    {
        var book = Make();
        book.Hear(Ask(1), 1, Later);

        Assert.Equal(WitnessVerdict.Granted, book.Hear(Ask(2) with { Vrid = 52 }, 1, Later)!.Verdict);
        Assert.Equal(WitnessVerdict.Granted, book.Hear(Ask(2) with { Group = Instance }, 1, Later)!.Verdict);
    }

    [Fact]
    public void Look_ChangesNothing()
    {
        var book = Make();
        Assert.Equal(WitnessVerdict.Seen, book.Hear(Ask(1) with { Kind = WitnessKind.Look }, 1, Later)!.Verdict);
        Assert.Empty(_stored);
    }

    private WitnessBook Make(params StoredGrant[] stored) =>
        new(
            Instance,
            stored.ToDictionary(_ => new WitnessUnit(Group, 51)),
            (_, grant) =>
            {
                _stored.Add(grant);
                return _diskWorks;
            }
        );

    private WitnessMessage Ask(byte member, long fence = 0, long floor = 0) =>
        new()
        {
            Kind = WitnessKind.Ask,
            Group = Group,
            Vrid = 51,
            Member = new MemberId(member),
            Instance = Instance,
            Number = new Sequence(1, ++_counter),
            Fence = fence,
            Floor = floor,
            Length = Lease,
        };
}
