using System.Net;
using Holdfast.Mesh.Core.Events;
using Holdfast.Mesh.Daemon;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;
using Holdfast.Mesh.Sealing;
using Holdfast.Mesh.Tests.Messages;

namespace Holdfast.Mesh.Tests.Daemon;

/// <summary>What comes from the network, from whoever.</summary>
public sealed class WireTests : IDisposable
{
    private static readonly MeshKey Key = new(new byte[32]);
    private static readonly IPEndPoint Source = IPEndPoint.Parse("192.0.2.1:3210");
    private readonly HostKeys _own = HostKeys.New();
    private readonly HostKeys _other = HostKeys.New();
    private readonly Sockets _sockets;
    private readonly Greeter _greeter = new([], [], TimeProvider.System);
    private readonly Wire _wire;

    public WireTests()
    {
        // Of this process alone: all 127.0.0.0/8 is this machine, and the inside port is the same for all.
        var inside = new IPAddress([127, .. BitConverter.GetBytes(Environment.ProcessId).AsSpan(0, 2), 7]);
        _sockets = Sockets.Open(new IPEndPoint(IPAddress.Loopback, 0), inside);
        _wire = new Wire(Key, _own, 1, _greeter, _sockets);
    }

    private HostRecord Own => Records.Of(_own, incarnation: 1);

    public void Dispose()
    {
        _wire.Dispose();
        _sockets.Dispose();
    }

    /// <summary>Of each length and each kind, from a member's address.</summary>
    [Fact]
    public void Noise_IsNobodys()
    {
        var random = new Random(7);
        var sealedBegin = Talk("hello"u8.ToArray()).AsSpan(0, 9).ToArray();
        var count = 0;
        for (var length = 0; length <= 1500; length++)
        {
            foreach (var begin in new byte[][] { [], [GreetingFormat.Kind], [Session.Kind], sealedBegin })
            {
                var noise = new byte[length];
                random.NextBytes(noise);
                begin.AsSpan(0, Math.Min(begin.Length, length)).CopyTo(noise);
                Assert.Empty(_wire.ReadOutside(noise, Source, Own));
                Assert.Empty(_wire.ReadInside(noise));
                count += 2;
            }
        }

        Assert.Equal(count, _wire.Strangers);
    }

    /// <summary>Each bit counts, and nothing that is cut off is taken for the whole.</summary>
    [Fact]
    public void Bent_IsNobodys()
    {
        var datagram = Talk(Ping());
        for (var at = 0; at < datagram.Length; at++)
        {
            byte[] bent = [.. datagram];
            bent[at] ^= 1;
            Assert.Empty(_wire.ReadOutside(bent, Source, Own));
            Assert.Empty(_wire.ReadOutside(datagram[..at], Source, Own));
        }

        Assert.Single(_wire.ReadOutside(datagram, Source, Own));
    }

    [Fact]
    public void Replay_IsHeardOnce()
    {
        var datagram = Talk(Ping());

        Assert.IsType<Heard>(Assert.Single(_wire.ReadOutside(datagram, Source, Own)));
        Assert.Empty(_wire.ReadOutside(datagram, Source, Own));
        Assert.Empty(_wire.ReadInside(datagram));
    }

    /// <summary>An answer that was recorded answers no question of ours; and a greeting that was recorded meets nobody by itself.</summary>
    [Fact]
    public void Greetings_OfTheRecord_MeetNobody()
    {
        byte[] answer = GreetingFormat.Write(
            Key,
            _other,
            new Greeting([.. new byte[16]], [.. Enumerable.Repeat((byte)9, 16)], Records.Of(_other))
        );
        byte[] question = GreetingFormat.Write(Key, _other, new Greeting([.. new byte[16]], null, Records.Of(_other)));

        Assert.Empty(_wire.ReadOutside(answer, Source, Own));
        Assert.Empty(_wire.ReadOutside(question, Source, Own));
        Assert.Empty(_wire.ReadOutside(question, Source, Own));
    }

    [Fact]
    public void GreetingWithAnotherPassword_IsNobodys()
    {
        var other = new MeshKey([.. Enumerable.Repeat((byte)1, 32)]);
        var greeting = GreetingFormat.Write(other, _other, new Greeting([.. new byte[16]], null, Records.Of(_other)));

        Assert.Empty(_wire.ReadOutside(greeting, Source, Own));
        Assert.Equal(1, _wire.Strangers);
    }

    private static byte[] Ping()
    {
        MeshMessage[] messages = [new Ping(1, default)];
        var body = new byte[messages.Sum(MessageWriter.LengthOf)];
        MessageWriter.Write(messages, body);
        return body;
    }

    /// <returns>What a host says that was met before.</returns>
    private byte[] Talk(byte[] body)
    {
        var question = GreetingFormat.Write(Key, _other, new Greeting([.. new byte[16]], null, Records.Of(_other)));
        _wire.ReadOutside(question, Source, Own);
        using var book = new SessionBook(Key, _other, 3);
        book.Learn(Own);
        var first = book.Seal(_own.Host, Ping())!;
        Assert.Equal(2, _wire.ReadOutside(first, Source, Own).Count);
        return book.Seal(_own.Host, body)!;
    }
}
