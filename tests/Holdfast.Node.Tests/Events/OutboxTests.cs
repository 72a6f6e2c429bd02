using System.Net;
using Holdfast.Link.Messages;
using Holdfast.Node.Events;
using Holdfast.Node.Sessions;
using Holdfast.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Node.Tests.Events;

public sealed class OutboxTests : IDisposable
{
    private static readonly DateTimeOffset Clock = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly OutboxOptions _options = new()
    {
        Gather = TimeSpan.FromMilliseconds(1),
        Pause = TimeSpan.FromMilliseconds(20),
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Add_Events_LeaveInOrderWithNumbers()
    {
        await using var outbox = Open();

        outbox.Add(Ended(1), null);
        outbox.Add(Ended(2), null);
        var events = await WaitAsync(outbox, 2);

        Assert.Equal(1, events.First);
        Assert.Equal([Id(1), Id(2)], events.Events.Cast<SessionEnded>().Select(e => e.SessionId));
    }

    [Fact]
    public async Task Open_AfterARestart_KeepsIdNumbersAndWhatIsNotStored()
    {
        Guid id;
        await using (var outbox = Open())
        {
            id = outbox.OutboxId;
            outbox.Add(Ended(1), null);
            outbox.Add(Ended(2), null);
            await WaitAsync(outbox, 2);
            outbox.Stored(new EventsStored(id, 2));
        }

        await using var again = Open();
        var events = await WaitAsync(again, 1);
        again.Add(Ended(3), null);
        await WaitAsync(again, 2);

        Assert.Equal(id, again.OutboxId);
        Assert.Equal(2, events.First);
        Assert.Equal(Id(2), Assert.IsType<SessionEnded>(events.Events[0]).SessionId);
    }

    [Fact]
    public async Task Open_EverythingStoredBefore_NumbersGoOn()
    {
        await using (var outbox = Open())
        {
            outbox.Add(Ended(1), null);
            await WaitAsync(outbox, 1);
            outbox.Stored(new EventsStored(outbox.OutboxId, 2));
        }

        await using var again = Open();
        again.Add(Ended(2), null);

        Assert.Equal(2, (await WaitAsync(again, 1)).First);
    }

    [Fact]
    public async Task Stored_OfAnotherOutboxOrOfTheFuture_HasNoEffect()
    {
        await using var outbox = Open();
        outbox.Add(Ended(1), null);
        await WaitAsync(outbox, 1);

        outbox.Stored(new EventsStored(Guid.Empty, 2));
        outbox.Stored(new EventsStored(outbox.OutboxId, 99));

        Assert.NotNull(outbox.Oldest(10));
    }

    [Fact]
    public async Task Open_SessionWasOpen_IsResumedEvenWhenItsEventsAreStored()
    {
        await using (var outbox = Open())
        {
            outbox.Add(Started(1), Session(1, 0));
            outbox.Add(Counted(1, 50), Session(1, 50));
            outbox.Add(Started(2), Session(2, 0));
            outbox.Add(Ended(2), null);
            await WaitAsync(outbox, 4);
            outbox.Stored(new EventsStored(outbox.OutboxId, 5));
        }

        await using (var again = Open())
        {
            Assert.Equal(50, Assert.Single(again.Resumed).Received);
            again.Add(Ended(9), null);
            await WaitAsync(again, 1);
        }

        await using var third = Open();
        Assert.Equal(Id(1), Assert.Single(third.Resumed).SessionId);
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
    public async Task Add_OnlyEndsAndTooMany_DropsTheOldest()
    {
        await using var outbox = Open(_options with { MaximumEvents = 10 });
        for (var i = 0; i < 30; i++)
        {
            outbox.Add(Ended(i), null);
        }

        var left = await DrainAsync(outbox, last: Id(29));

        Assert.Equal(Id(29), Assert.IsType<SessionEnded>(left[^1]).SessionId);
    }

    [Fact]
    public async Task Open_FileCutAtAnyByte_KeepsWhatIsWhole()
    {
        await using (var outbox = Open())
        {
            for (var i = 0; i < 4; i++)
            {
                outbox.Add(Ended(i), null);
                await WaitAsync(outbox, i + 1);
            }
        }

        var whole = await File.ReadAllBytesAsync(_folder["outbox"]);
        for (var length = whole.Length; length > 0; length -= 5)
        {
            await File.WriteAllBytesAsync(_folder["outbox"], whole[..length]);
            await using var outbox = Open();
            var lines = whole[..length].Count(b => b == '\n');
            Assert.True((outbox.Oldest(10)?.Events.Count ?? 0) <= lines);
        }
    }

    [Fact]
    public async Task Open_DamagedFile_BeginsAnewWithAnotherId()
    {
        Guid id;
        await using (var outbox = Open())
        {
            id = outbox.OutboxId;
            outbox.Add(Ended(1), null);
            outbox.Add(Ended(2), null);
            await WaitAsync(outbox, 2);
        }

        var bytes = await File.ReadAllBytesAsync(_folder["outbox"]);
        bytes[20] ^= 1;
        await File.WriteAllBytesAsync(_folder["outbox"], bytes);

        await using var again = Open();
        Assert.NotEqual(id, again.OutboxId);
        Assert.Null(again.Oldest(10));
        Assert.Single(Directory.GetFiles(_folder.Path, "outbox.damaged-*"));
    }

    [Fact]
    public async Task Add_DiskTakesNothing_KeepsThemAndSaysWhy()
    {
        Directory.Delete(_folder.Path);
        await using var outbox = Open();

        outbox.Add(Ended(1), null);
        await EventuallyAsync(() => outbox.Problem is not null);
        Assert.Null(outbox.Oldest(10));
        Directory.CreateDirectory(_folder.Path);

        Assert.Single((await WaitAsync(outbox, 1)).Events);
        Assert.Null(outbox.Problem);
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
                await WaitAsync(outbox, 1);
                outbox.Stored(new EventsStored(outbox.OutboxId, i - 10));
            }
        }

        await EventuallyAsync(() => new FileInfo(_folder["outbox"]).Length < 200_000);
    }

    private static Guid Id(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    private static SessionStarted Started(int n) =>
        new(Clock, Id(n), Id(n), IPAddress.Loopback, IPAddress.IPv6Loopback, "1.2.3.4:5");

    private static SessionCounted Counted(int n, long bytes) => new(Clock, Id(n), bytes, bytes);

    private static SessionEnded Ended(int n) => new(Clock, Id(n), 1, 2, "idle");

    private static Session Session(int n, long bytes) =>
        new()
        {
            SessionId = Id(n),
            ConfigurationId = Id(n),
            Interface = "hf1-wg",
            Address4 = IPAddress.Loopback,
            Address6 = IPAddress.IPv6Loopback,
            Counter = new CounterMark("1", bytes, bytes),
        };

    private Outbox Open(OutboxOptions? options = null) =>
        Outbox.Open(_folder.Path, options ?? _options, TimeProvider.System, NullLogger<Outbox>.Instance);

    private static async Task<NodeEvents> WaitAsync(Outbox outbox, int count)
    {
        await EventuallyAsync(() => outbox.Oldest(1000)?.Events.Count >= count);
        return outbox.Oldest(1000)!;
    }

    /// <summary>Takes everything, until the last event of a session has come.</summary>
    private static async Task<List<NodeEvent>> DrainAsync(Outbox outbox, Guid last)
    {
        List<NodeEvent> all = [];
        await EventuallyAsync(() =>
        {
            while (outbox.Oldest(1000) is { } events)
            {
                all.AddRange(events.Events);
                outbox.Stored(new EventsStored(outbox.OutboxId, events.First + events.Events.Count));
            }

            return all.Exists(e =>
                e is SessionEnded ended && ended.SessionId == last
                || e is SessionCounted { Received: 2 } c && c.SessionId == last
            );
        });
        return all;
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        for (var i = 0; i < 2000 && !condition(); i++)
        {
            await Task.Delay(5);
        }

        Assert.True(condition());
    }
}
