using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Failover.Witness;

namespace Holdfast.Fuzz.Targets;

/// <summary>Datagrams to a witness. Without the key nobody gets a lease, and what is granted was asked for so.</summary>
internal sealed class WitnessTarget : IFuzzTarget
{
    private static readonly HeartbeatKey Key = new(1, new byte[32]);
    private static readonly HeartbeatKeys Keys = new([Key], activeId: 1);

    public string Name => "witness";

    public IReadOnlyList<string> Words => ["WH\u0001\u0001", "WH\u0001\u0002", "WH\u0001\u0003", "\u0001"];

    public IEnumerable<byte[]> Samples =>
        [Sample(WitnessKind.Ask), Sample(WitnessKind.Release), Sample(WitnessKind.Look)];

    public void Take(ReadOnlySpan<byte> input)
    {
        if (!WitnessReader.TryRead(input, _ => Keys, out var question, out var key))
        {
            return;
        }

        var written = new byte[WitnessFormat.Length];
        WitnessWriter.Write(question, Key, written);
        if (!written.AsSpan().SequenceEqual(input))
        {
            throw new BrokenPromiseException("taken, and would be written otherwise");
        }

        var book = new WitnessBook(Guid.Empty, new Dictionary<WitnessUnit, StoredGrant>(), (_, _) => true);
        if (
            book.Hear(question, key, TimeSpan.FromHours(1)) is { Verdict: WitnessVerdict.Granted } grant
            && grant.Fence < question.Floor
        )
        {
            throw new BrokenPromiseException($"granted {grant.Fence} below {question.Floor}");
        }
    }

    private static byte[] Sample(WitnessKind kind)
    {
        var packet = new byte[WitnessFormat.Length];
        var message = new WitnessMessage
        {
            Kind = kind,
            Group = Guid.Empty,
            Vrid = 51,
            Member = new MemberId(1),
            Number = new Sequence(3, 4),
            Fence = 5,
            Floor = 6,
            Length = TimeSpan.FromMilliseconds(350),
        };
        WitnessWriter.Write(message, Key, packet);
        return packet;
    }
}
