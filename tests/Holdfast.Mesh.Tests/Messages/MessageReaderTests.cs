using System.Net;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;
using Holdfast.Mesh.Sealing;

namespace Holdfast.Mesh.Tests.Messages;

public sealed class MessageReaderTests
{
    private static readonly HostRecord Record = Records.Of(HostKeys.New());

    [Fact]
    public void Written_IsRead()
    {
        MeshMessage[] messages =
        [
            new Ping(1, new View(2, 3)),
            new Ack(uint.MaxValue, new View(ulong.MaxValue, 0)),
            new AskFor(4, Record.Host),
            new Verdict(Record.Host, new(1, 2), HostStatus.Dead),
        ];

        Assert.Equal(messages, Read(Write(messages)));
    }

    [Theory]
    [InlineData("192.0.2.1:3210")]
    [InlineData("[2001:db8::1]:65535")]
    [InlineData(null)]
    public void WrittenRecord_IsRead(string? address)
    {
        var endpoint = address is null ? null : IPEndPoint.Parse(address);

        var tell = Assert.IsType<Tell>(Assert.Single(Read(Write(new Tell(Record, endpoint)))!));

        Assert.Equal(endpoint, tell.Address);
        Records.AssertSame(Record, tell.Record);
        Assert.True(HostKeys.IsGenuine(tell.Record));
    }

    [Fact]
    public void WrittenSummary_IsRead()
    {
        var written = new Summary(default, Record.Host, [new(Record.Host, new(1, 2), HostStatus.Left)]);

        var summary = Assert.IsType<Summary>(Assert.Single(Read(Write(written))!));

        Assert.Equal(written.Entries, summary.Entries);
        Assert.Equal((written.First, written.Last), (summary.First, summary.Last));
    }

    [Fact]
    public void CutShort_IsRefused()
    {
        var body = Write(new Tell(Record, null));
        for (var length = 1; length < body.Length; length++)
        {
            Assert.Null(Read(body[..length]));
        }
    }

    [Fact]
    public void LongestRecord_FitsIntoADatagram()
    {
        var claims = Enumerable
            .Range(0, HostRecord.MostClaims)
            .Select(i => Record.Claims[0] with { Prefix = IPNetwork.Parse($"10.0.0.{i}/32") });
        var longest = Record with { Name = new string('n', HostRecord.LongestName), Claims = [.. claims] };

        Assert.True(MessageWriter.LengthOf(new Tell(longest, null)) <= 1120);
        Assert.NotNull(Read(Write(new Tell(longest, null))));
    }

    /// <summary>Each is a form of the record that another form says as well, or that nobody can mean.</summary>
    [Theory]
    [InlineData("version", 19, 2)]
    [InlineData("flags", 94, 4)]
    [InlineData("claims", 105, 17)]
    [InlineData("family", 106, 6)]
    [InlineData("length", 123, 31)]
    [InlineData("kind", 124, 2)]
    [InlineData("state", 134, 4)]
    [InlineData("control character", 100, 7)]
    public void BentRecord_IsRefused(string what, int at, byte value)
    {
        var body = Write(new Tell(Record, null));
        Assert.NotNull(Read(body));
        body[at] = value;

        Assert.True(Read(body) is null, what);
    }

    [Fact]
    public void RecordChangedOnTheWay_IsNotGenuine()
    {
        var body = Write(new Tell(Record, null));
        for (var at = 19; at < body.Length; at++)
        {
            var bent = (byte[])body.Clone();
            bent[at] ^= 1;
            if (Read(bent) is [Tell tell])
            {
                Assert.False(HostKeys.IsGenuine(tell.Record), $"byte {at}");
            }
        }
    }

    [Fact]
    public void ManyMessages_AreRefused()
    {
        var pings = Enumerable.Range(0, 65).Select(i => new Ping((uint)i, default)).ToArray();
        var body = new byte[pings.Sum(MessageWriter.LengthOf)];
        MessageWriter.Write(pings, body);

        Assert.Null(Read(body));
    }

    [Fact]
    public void RandomBytes_AreReadOrRefused()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var body = new byte[random.Next(200)];
            random.NextBytes(body);
            if (body.Length > 0)
            {
                body[0] = (byte)random.Next(8);
            }

            MessageReader.TryRead(body, out _);
        }
    }

    private static byte[] Write(params MeshMessage[] messages)
    {
        var body = new byte[messages.Sum(MessageWriter.LengthOf)];
        Assert.Equal(body.Length, MessageWriter.Write(messages, body));
        return body;
    }

    private static IReadOnlyList<MeshMessage>? Read(byte[] body) =>
        MessageReader.TryRead(body, out var messages) ? messages : null;
}
