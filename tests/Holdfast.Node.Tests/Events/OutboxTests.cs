using System.Net;
using Holdfast.Link.Messages;
using Holdfast.Node.Events;
using Holdfast.Node.Sessions;
using Holdfast.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Node.Tests.Events;

public sealed partial class OutboxTests : IDisposable
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
        again.Add(Ended(3), null);
        var events = await WaitAsync(again, 1);

        Assert.Equal((id, 2), (events.OutboxId, events.First));
        Assert.Equal(Id(2), Assert.IsType<SessionEnded>(events.Events.Single()).SessionId);
        Assert.Null(events.Open);
    }

    [Fact]
    public async Task Open_AfterARestart_NumbersUnderAnIdOfItsOwn()
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
        again.Add(Ended(3), null);
        again.Stored(new EventsStored(id, 3));
        var events = await WaitAsync(again, 1);

        Assert.NotEqual(id, events.OutboxId);
        Assert.Equal(again.OutboxId, events.OutboxId);
        Assert.Equal(1, events.First);
        Assert.Equal(Id(3), Assert.IsType<SessionEnded>(events.Events.Single()).SessionId);
    }

    [Fact]
    public async Task Open_FileOfTheFirstFormat_IsRead()
    {
        var id = Guid.CreateVersion7();
        var lines = new System.Buffers.ArrayBufferWriter<byte>();
        OutboxFormat.Write(lines, new OutboxRecord { Header = new(1, OutboxFormat.Kind, id, 7) });
        OutboxFormat.Write(lines, new OutboxRecord { Entry = new(7, Ended(1), null) });
        OutboxFormat.Write(lines, new OutboxRecord { Entry = new(8, Ended(2), null) });
        OutboxFormat.Write(lines, new OutboxRecord { Stored = 8 });
        await File.WriteAllBytesAsync(_folder["outbox"], lines.WrittenSpan.ToArray());

        await using var outbox = Open();

        var events = outbox.Oldest(10)!;
        Assert.Equal((id, 8, 1), (events.OutboxId, events.First, events.Events.Count));
    }

    [Fact]
    public async Task Oldest_NothingHappened_AnnouncesTheOpenSessionsUntilThatIsStored()
    {
        await using (var before = Open())
        {
            before.Add(Started(1), Session(1, 0));
            await WaitAsync(before, 1);
            before.Stored(new EventsStored(before.OutboxId, 2));
        }

        await using var outbox = Open();
        var announced = outbox.Oldest(10)!;

        Assert.Equal([Id(1)], announced.Open!);
        Assert.Empty(announced.Events);
        Assert.True(outbox.Keeps(announced));
        outbox.Stored(new EventsStored(outbox.OutboxId, announced.First));
        Assert.False(outbox.Keeps(announced));
        Assert.Null(outbox.Oldest(10));
    }

    [Fact]
    public async Task Stored_MoreThanHasHappened_GoesOnUnderANewId()
    {
        await using var outbox = Open();
        var id = outbox.OutboxId;
        outbox.Add(Started(1), Session(1, 0));
        outbox.Add(Ended(1), null);
        await WaitAsync(outbox, 2);

        outbox.Stored(new EventsStored(id, 99));
        var events = await WaitAsync(outbox, 2);

        Assert.NotEqual(id, events.OutboxId);
        Assert.Equal([Id(1)], events.Open!);
        Assert.Equal(1, events.First);
    }

    [Fact]
    public async Task Stored_OfAnotherOutbox_HasNoEffect()
    {
        await using var outbox = Open();
        outbox.Add(Ended(1), null);
        await WaitAsync(outbox, 1);

        outbox.Stored(new EventsStored(Guid.Empty, 2));

        Assert.Single(outbox.Oldest(10)!.Events);
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
            Assert.InRange(outbox.Waiting, Math.Max(0, lines - 2), lines);
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
        Assert.Equal(0, again.Waiting);
        Assert.Empty(again.Oldest(10)!.Open!);
        Assert.Single(Directory.GetFiles(_folder.Path, "outbox.damaged-*"));
    }

    [Fact]
    public async Task Add_DiskTakesNothing_KeepsThemAndSaysWhy()
    {
        Directory.Delete(_folder.Path);
        await using var outbox = Open();

        outbox.Add(Ended(1), null);
        await EventuallyAsync(() => outbox.Problem is not null);
        Assert.Empty(outbox.Oldest(10)!.Events);
        Directory.CreateDirectory(_folder.Path);

        Assert.Single((await WaitAsync(outbox, 1)).Events);
        Assert.Null(outbox.Problem);
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
            while (outbox.Oldest(1000) is { Events.Count: > 0 } events)
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
