using Holdfast.Link.Messages;

namespace Holdfast.Node.Tests.Events;

/// <summary>What becomes of it while nobody takes events, and when many have been taken.</summary>
public sealed partial class OutboxTests
{
    [Fact]
    public async Task Add_TooManyWholeSessions_SaysThatTheyAreMissingAlsoAfterARestart()
    {
        await using (var outbox = Open(_options with { MaximumEvents = 10 }))
        {
            Assert.Null(outbox.Loss);
            for (var i = 0; i < 30; i++)
            {
                outbox.Add(Started(i), Session(i, 0));
                outbox.Add(Ended(i), null);
            }

            Assert.Equal(NodeProblems.OutboxFull.Id, outbox.Loss?.Id);
            Assert.True(outbox.Waiting <= 11);
        }

        await using var again = Open();
        Assert.Equal(NodeProblems.OutboxFull.Id, again.Loss?.Id);
    }

    [Fact]
    public async Task Add_NobodyTakesThem_TotalsGoFirstAndItStaysBounded()
    {
        await using var outbox = Open(_options with { MaximumEvents = 100 });
        for (var i = 0; i < 50; i++)
        {
            outbox.Add(Started(i), Session(i, 0));
            outbox.Add(Counted(i, 1), Session(i, 1));
            outbox.Add(Counted(i, 2), Session(i, 2));
        }

        var left = await DrainAsync(outbox, last: Id(49));

        Assert.Equal(50, left.OfType<SessionStarted>().Count());
        Assert.True(left.Count <= 100);
        Assert.Equal(2, left.OfType<SessionCounted>().Last().Received);
    }

    [Fact]
    public async Task Add_OnlyEndsOfSessionsThatPortalsMayKnow_AllStay()
    {
        await using var outbox = Open(_options with { MaximumEvents = 10 });
        for (var i = 0; i < 30; i++)
        {
            outbox.Add(Ended(i), null);
        }

        Assert.Equal(30, (await DrainAsync(outbox, last: Id(29))).Count);
    }

    [Fact]
    public async Task Add_ManyAcknowledged_FileStaysSmall()
    {
        await using var outbox = Open(_options with { Slack = 10_000 });
        for (var i = 0; i < 2000; i++)
        {
            outbox.Add(Counted(i, i), Session(1, i));
            if (i % 100 == 99)
            {
                var next = i + 2;
                await EventuallyAsync(() => outbox.Oldest(1000) is { } told && told.First + told.Events.Count == next);
                outbox.Stored(new EventsStored(outbox.OutboxId, i - 10));
            }
        }

        await EventuallyAsync(() => new FileInfo(_folder["outbox"]).Length < 200_000);
    }
}
