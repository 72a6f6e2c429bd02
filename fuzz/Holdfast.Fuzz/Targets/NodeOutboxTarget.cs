using System.Buffers;
using Holdfast.Link.Messages;
using Holdfast.Node.Events;

namespace Holdfast.Fuzz.Targets;

/// <summary>The outbox of a node after anything may have happened to the disk.</summary>
internal sealed class NodeOutboxTarget : IFuzzTarget
{
    public string Name => "node-outbox";

    public IReadOnlyList<string> Words =>
        ["\n", " ", "00000000", "{", "}", "null", "\"header\":", "\"run\":", "\"stored\":", "\"open\":", "-1", "1e999"];

    public IEnumerable<byte[]> Samples
    {
        get
        {
            var id = Guid.AllBitsSet;
            var ended = new SessionEnded(DateTimeOffset.UnixEpoch, id, 1, 2, "idle");
            var content = new OutboxContent(id);
            content.Add(ended, session: null);
            var file = content.ToRecords();
            OutboxFormat.Write(file, new OutboxRecord { Stored = 1, StoredOf = id });
            var record = new ArrayBufferWriter<byte>();
            OutboxFormat.Write(record, new OutboxRecord { Entry = new(5, ended, null) });
            return [file.WrittenSpan.ToArray(), record.WrittenSpan.ToArray()];
        }
    }

    /// <summary><see cref="OutboxLoader.Read"/> promises what is whole, or null; what it read can be written and read again.</summary>
    public void Take(ReadOnlySpan<byte> input)
    {
        OutboxFormat.Read(input);
        if (OutboxLoader.Read(new MemoryStream(input.ToArray()), Guid.Empty) is { } content)
        {
            var again = OutboxLoader.Read(new MemoryStream(content.ToRecords().WrittenSpan.ToArray()), Guid.Empty);
            if (again is null || again.Count != content.Count)
            {
                throw new BrokenPromiseException($"{content.Count} events became {again?.Count}");
            }
        }
    }
}
