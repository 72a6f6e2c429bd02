using Holdfast.Data.Sources;
using Holdfast.Data.Users;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Tests.Sources;

public sealed class SyncPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    private static readonly SourceSettings Source = new() { Id = Guid.CreateVersion7(), Name = "Company" };

    [Fact]
    public void Make_NewKnownAndGone_EachInItsPlace()
    {
        var plan = SyncPlan
            .Make([Known("a"), Known("b", "staff"), Known("c")], [Found("a"), Found("b"), Found("d")], Source, false)
            .Value!;

        Assert.Equal(["d"], plan.Added.Select(one => one.Subject));
        Assert.Equal(["b"], plan.Refreshed.Select(one => one.Known.Person.Subject));
        Assert.Equal(["c"], plan.Vanished.Select(one => one.Person.Subject));
    }

    [Fact]
    public void Make_GoneBefore_IsNotGoneAgain_AndComesBack()
    {
        var gone = Known("a", vanished: true);
        Assert.Empty(SyncPlan.Make([gone, Known("b")], [Found("b")], Source, false).Value!.Vanished);
        Assert.Single(SyncPlan.Make([gone], [Found("a")], Source, false).Value!.Refreshed);
    }

    [Fact]
    public void Make_GoneAndEnabledByHand_IsGoneAgain()
    {
        var enabled = Known("a", vanished: true);
        enabled = enabled with { User = enabled.User with { DisabledAt = null } };

        Assert.Single(SyncPlan.Make([enabled, Known("b")], [Found("b")], Source, false).Value!.Vanished);
    }

    [Fact]
    public void Make_DisabledByHand_StaysSo() =>
        Assert.Empty(SyncPlan.Make([Known("a", disabled: true)], [Found("a")], Source, false).Value!.Refreshed);

    /// <summary>Gone, and disabled by an administrator before or after: being there again is known, and enables nobody.</summary>
    [Fact]
    public void Make_GoneAndDisabledByHand_IsThereAgain_AndStaysDisabled()
    {
        var gone = Known("a", vanished: true);
        var byHand = gone with { User = gone.User with { DisabledAt = Now.AddHours(1) } };
        var (known, person) = Assert.Single(SyncPlan.Make([byHand], [Found("a")], Source, false).Value!.Refreshed);

        Assert.False(PersonChange.Of(known, person, Source.Groups).Returns);
        Assert.True(PersonChange.Of(gone, person, Source.Groups).Returns);
    }

    [Fact]
    public void Make_OnlyWhoSignedIn_AddsNobody()
    {
        var source = Source with { Sync = new() { AddEverybody = false } };

        Assert.Empty(SyncPlan.Make([], [Found("a")], source, false).Value!.Added);
    }

    /// <summary>Of so many who are known, so many are gone, while others are there.</summary>
    [Theory]
    [InlineData(10, 10, 50, true)]
    [InlineData(20, 10, 50, true)]
    [InlineData(21, 11, 50, false)]
    [InlineData(22, 11, 50, true)]
    [InlineData(100, 50, 50, true)]
    [InlineData(100, 51, 50, false)]
    [InlineData(100, 11, 10, false)]
    [InlineData(100, 100, 100, true)]
    public void Make_ManyGone_StopsBeyondTheShare(int known, int gone, int percent, bool goesOn)
    {
        var source = Source with { Sync = new() { MostVanishedPercent = percent } };
        var before = Enumerable.Range(0, known).Select(n => Known($"{n}")).ToList();
        var found = Enumerable.Range(gone, known - gone).Select(n => Found($"{n}")).Append(Found("new")).ToList();
        var plan = SyncPlan.Make(before, found, source, evenIfMany: false);

        Assert.Equal(goesOn, plan.Succeeded);
        Assert.Equal(goesOn ? [] : ["HF-2343"], plan.Problems.Select(problem => problem.Id));
        Assert.Equal(gone, SyncPlan.Make(before, found, source, evenIfMany: true).Value!.Vanished.Count);
    }

    [Fact]
    public void Make_NobodyFound_StopsAtOnce()
    {
        Assert.False(SyncPlan.Make([Known("a")], [], Source, evenIfMany: false).Succeeded);
        Assert.True(SyncPlan.Make([], [], Source, evenIfMany: false).Succeeded);
        Assert.True(SyncPlan.Make([Known("a", vanished: true)], [], Source, evenIfMany: false).Succeeded);
    }

    private static FoundPerson Found(string subject) => new(subject, subject, null, []);

    private static KnownPerson Known(string subject, string? group = null, bool vanished = false, bool disabled = false)
    {
        var id = Guid.CreateVersion7();
        return new(
            new()
            {
                UserId = id,
                SourceId = Source.Id,
                Subject = subject,
                Name = subject,
                SeenAt = Now,
                VanishedAt = vanished ? Now : null,
            },
            new()
            {
                Id = id,
                Name = subject,
                NameKey = subject,
                CreatedAt = Now,
                Groups = group is null ? [] : [group],
                DisabledAt = vanished || disabled ? Now : null,
                SourceId = Source.Id,
            }
        );
    }
}
