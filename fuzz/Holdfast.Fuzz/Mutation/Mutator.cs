using System.Text;

namespace Holdfast.Fuzz.Mutation;

/// <summary>Makes a new input out of good ones. The same <paramref name="random"/> makes the same inputs.</summary>
/// <param name="corpus">At least one.</param>
public sealed class Mutator(Random random, IReadOnlyList<byte[]> corpus, IReadOnlyList<string> words)
{
    private const int MostChanges = 8;

    /// <summary>Bytes. Limits of parsers lie below; longer inputs only cost time.</summary>
    private const int LongestInput = 1 << 16;

    private static readonly byte[] TellingBytes =
    [
        0x00,
        0x01,
        0x0a,
        0x0d,
        0x20,
        0x22,
        0x2c,
        0x3d,
        0x7f,
        0x80,
        0xc3,
        0xfe,
        0xff,
    ];

    public byte[] Next()
    {
        var input = new List<byte>(Pick(corpus));
        for (var changes = random.Next(MostChanges + 1); changes > 0; changes--)
        {
            Change(input);
        }

        return input.Count <= LongestInput ? [.. input] : [.. input.Take(LongestInput)];
    }

    private void Change(List<byte> input)
    {
        var at = random.Next(input.Count + 1);
        switch (random.Next(9))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < input.Count:
                input[at] = Pick(TellingBytes);
                break;
            case 2 when at < input.Count:
                input.RemoveRange(at, random.Next(Math.Min(16, input.Count - at)) + 1);
                break;
            case 3:
                input.Insert(at, Pick(TellingBytes));
                break;
            case 4 when words.Count > 0:
                input.InsertRange(at, Encoding.UTF8.GetBytes(Pick(words)));
                break;
            case 5:
                Repeat(input, at);
                break;
            case 6:
                input.RemoveRange(at, input.Count - at);
                break;
            case 7:
                Splice(input, at);
                break;
            default:
                Overwrite(input, at);
                break;
        }
    }

    /// <summary>A piece comes again, up to hundreds of times: nesting, long lists, long lines.</summary>
    private void Repeat(List<byte> input, int at)
    {
        var piece = input.Slice(at, random.Next(Math.Min(64, input.Count - at) + 1)).ToArray();
        for (var times = random.Next(4) == 0 ? random.Next(600) : 1; times > 0; times--)
        {
            input.InsertRange(at, piece);
        }
    }

    /// <summary>Goes on with the end of another input.</summary>
    private void Splice(List<byte> input, int at)
    {
        var other = Pick(corpus);
        input.RemoveRange(at, input.Count - at);
        input.AddRange(other.Skip(random.Next(other.Length + 1)));
    }

    /// <summary>A number of 1, 2, 4 or 8 bytes at one of its ends.</summary>
    private void Overwrite(List<byte> input, int at)
    {
        long[] numbers = [0, 1, -1, short.MaxValue, ushort.MaxValue, int.MaxValue, uint.MaxValue, long.MinValue];
        var bytes = BitConverter.GetBytes(Pick(numbers)).AsSpan(0, 1 << random.Next(4));
        for (var i = 0; i < bytes.Length && at + i < input.Count; i++)
        {
            input[at + i] = bytes[i];
        }
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
