using System.Buffers;
using Holdfast.Node.State;

namespace Holdfast.Fuzz.Targets;

/// <summary>Files of a node's state after anything may have happened to the disk, and the JSON inside their records.</summary>
internal sealed class NodeStateTarget : IFuzzTarget
{
    private static readonly string[] Records =
    [
        """{"header":{"version":1,"kind":"snapshot","generation":1}}""",
        """{"delta":{"from":{"epoch":1,"number":1},"to":{"epoch":1,"number":2},"removed":["0198c5e0-aabb-7ccd-eeff-001122334455"]}}""",
    ];

    public string Name => "node-state";

    public IReadOnlyList<string> Words =>
        ["\n", " ", "00000000", "{", "}", "[", "]", "null", "\"peer\":", "\"delta\":", "-1", "1e999"];

    public IEnumerable<byte[]> Samples
    {
        get
        {
            var file = new ArrayBufferWriter<byte>();
            foreach (var record in Records)
            {
                RecordLine.Write(file, System.Text.Encoding.UTF8.GetBytes(record));
            }

            return [file.WrittenSpan.ToArray(), .. Records.Select(System.Text.Encoding.UTF8.GetBytes)];
        }
    }

    public void Take(ReadOnlySpan<byte> input)
    {
        StateFormat.Read(input);
        var reader = new RecordReader(new MemoryStream(input.ToArray()));
        while (reader.TryRead(out var json))
        {
            StateFormat.Read(json);
        }

        if (reader.GoodLength > input.Length)
        {
            throw new BrokenPromiseException($"{reader.GoodLength} good bytes in a file of {input.Length}");
        }
    }
}
