using System.Net;
using Holdfast.Mesh.Claims;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;
using Holdfast.Model.Keys;

namespace Holdfast.Fuzz.Targets;

/// <summary>What a member says, or somebody who has its keys. What is read is written the same: a record has one form, which is signed.</summary>
internal sealed class MeshMessageTarget : IFuzzTarget
{
    public string Name => "mesh-message";

    public IReadOnlyList<string> Words => ["\u0001", "\u0004\0\0\0\0", "\u0006", "\u0010", "\u0020"];

    public IEnumerable<byte[]> Samples =>
        [
            Write(new Ping(1, new View(2, 3)), new Ack(4, default), new AskFor(5, Host)),
            Write(
                new Tell(Record, new IPEndPoint(IPAddress.Loopback, 3210)),
                new Verdict(Host, new(1, 2), HostStatus.Dead)
            ),
            Write(new Summary(default, Host, [new(Host, new(1, 2), HostStatus.Left)])),
        ];

    private static HostId Host { get; } = new(Enumerable.Range(0, HostId.Length).Select(i => (byte)i).ToArray());

    private static HostRecord Record { get; } =
        new()
        {
            Host = Host,
            Key = new WireGuardKey(new byte[WireGuardKey.Length]),
            Stamp = new(1, 2),
            Name = "alpha",
            WireGuardPort = 3211,
            LifetimeMilliseconds = 600_000,
            Claims =
            [
                new(IPNetwork.Parse("10.0.0.1/32"), ClaimKind.Anycast, 100, 1, ClaimState.Active),
                new(IPNetwork.Parse("fd12::/64"), ClaimKind.Unique, 100, 2, ClaimState.Waiting),
            ],
            Signature = [.. new byte[HostRecord.SignatureLength]],
        };

    public void Take(ReadOnlySpan<byte> input)
    {
        if (MessageReader.TryRead(input, out var messages) && !Write([.. messages]).AsSpan().SequenceEqual(input))
        {
            throw new BrokenPromiseException("taken, and would be written otherwise");
        }
    }

    private static byte[] Write(params MeshMessage[] messages)
    {
        var body = new byte[messages.Sum(MessageWriter.LengthOf)];
        MessageWriter.Write(messages, body);
        return body;
    }
}
