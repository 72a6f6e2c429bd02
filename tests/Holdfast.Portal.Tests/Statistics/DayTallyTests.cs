using Holdfast.Data.Statistics;
using Holdfast.Portal.Statistics;

namespace Holdfast.Portal.Tests.Statistics;

public sealed class DayTallyTests
{
    private static readonly DateOnly Day = new(2026, 11, 17);
    private static readonly DateTimeOffset Begin = DayNumber.Begin(Day);

    [Fact]
    public void Of_PeopleOnSeveralProfilesAndNodes_CountsEachOnceInEachPart()
    {
        var (phone, laptop) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var use = DayTally.Of(
            Day,
            [
                Span(1, 2, "anna", phone, "office", "n1"),
                Span(3, 4, "anna", phone, "office", "n2"),
                Span(1, 4, "anna", laptop, "lab", "n1"),
                Span(2, 3, "bert", null, "office", "n1"),
            ]
        );

        Assert.Equal(
            [
                "/: 2 people, 3 devices, 4 sessions, 2 at once",
                "/n1: 2 people, 3 devices, 3 sessions, 2 at once",
                "/n2: 1 people, 1 devices, 1 sessions, 1 at once",
                "lab/: 1 people, 1 devices, 1 sessions, 1 at once",
                "lab/n1: 1 people, 1 devices, 1 sessions, 1 at once",
                "office/: 2 people, 2 devices, 3 sessions, 1 at once",
                "office/n1: 2 people, 2 devices, 2 sessions, 1 at once",
                "office/n2: 1 people, 1 devices, 1 sessions, 1 at once",
            ],
            use.Select(Text)
        );
    }

    [Theory]
    [InlineData("-5..-1", null)]
    [InlineData("24..30", null)]
    [InlineData("-5..1 -3..2 3..4", 2)]
    [InlineData("-5..30 -4..30", 2)]
    [InlineData("-9..-1 -8..-2 -5..3", 1)]
    [InlineData("1..1 1..1", 2)]
    [InlineData("1..2 2..3 3..4", 1)]
    [InlineData("-5.. 3.. 23..30", 3)]
    [InlineData("1..3 2..4 23..30 22.. 25..", 2)]
    public void Of_Hours_PeakIsOfTheDayAlone(string hours, int? expected)
    {
        var use = DayTally.Of(
            Day,
            hours
                .Split(' ')
                .Select(text => text.Split(".."))
                .Select(ends => Span(Number(ends[0])!.Value, Number(ends[1])))
        );
        Assert.Equal(expected, use.FirstOrDefault(one => one is { ProfileId: "", NodeId: "" })?.Peak);
    }

    [Fact]
    public void Of_RandomSessions_PeakIsWhatCountingEachHourFinds()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            SessionSpan[] spans =
            [
                .. Enumerable
                    .Range(0, random.Next(1, 20))
                    .Select(_ => random.Next(-30, 30))
                    .Select(from => Span(from, random.Next(4) == 0 ? null : from + random.Next(1, 30))),
            ];
            var counted = Enumerable
                .Range(0, 24)
                .Max(hour =>
                    spans.Count(span =>
                        span.StartedAt <= Begin.AddHours(hour) && !(span.EndedAt <= Begin.AddHours(hour))
                    )
                );
            var found = DayTally.Of(Day, spans).Select(use => use.Peak).DefaultIfEmpty().Max();
            // Beginnings and ends are at full hours; one that ends as the day begins was there, too.
            var edge = spans.Any(span => span.EndedAt == Begin && span.StartedAt < Begin);
            Assert.True(found == counted || (edge && found > counted), $"Round {round}: {found} and not {counted}.");
        }
    }

    [Fact]
    public void Traffic_SessionsOfTwoDays_BelongToTheDayTheyWereHeardOf()
    {
        UncountedSession[] sessions =
        [
            Uncounted(-2, null, seen: -1, 5, 7),
            Uncounted(-2, 3, seen: 3, 10, 0),
            Uncounted(-50, 4, seen: 4, 0, 1),
            Uncounted(1, null, seen: 4, 0, 0),
        ];

        Assert.Equal(
            [new DailyTraffic(Day.AddDays(-1), "p", "n", 5, 7), new(Day, "p", "n", 10, 1)],
            TrafficTally.Traffic(sessions)
        );
        Assert.Equal([Day.AddDays(-3), Day.AddDays(-2), Day.AddDays(-1), Day], TrafficTally.Days(sessions));
    }

    [Fact]
    public void Between_ClockThatWasFarOff_IsBounded()
    {
        Assert.Equal(100, TrafficTally.Between(DateOnly.MinValue, Day).Count());
        Assert.Equal(Day, TrafficTally.Between(DateOnly.MinValue, Day).Last());
        Assert.Empty(TrafficTally.Between(Day, Day.AddDays(-1)));
    }

    private static SessionSpan Span(int from, int? until) => Span(from, until, "anna", null, "p", "n");

    private static SessionSpan Span(int from, int? until, string person, Guid? device, string profile, string node) =>
        new(
            Begin.AddHours(from),
            until is { } hour ? Begin.AddHours(hour) : null,
            person,
            device ?? Guid.CreateVersion7(),
            profile,
            node
        );

    private static UncountedSession Uncounted(int from, int? until, int seen, long received, long sent) =>
        new(
            Guid.CreateVersion7(),
            "p",
            "n",
            Begin.AddHours(from),
            until is { } hour ? Begin.AddHours(hour) : null,
            Begin.AddHours(seen),
            1000,
            1000,
            received,
            sent
        );

    private static int? Number(string text) =>
        text.Length == 0 ? null : int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(DailyUse use) =>
        $"{use.ProfileId}/{use.NodeId}: {use.People} people, {use.Devices} devices, {use.Sessions} sessions, {use.Peak} at once";
}
