namespace Holdfast.Fuzz.Tests;

public sealed class FuzzerTests
{
    private static readonly byte[] Good = "length=4"u8.ToArray();

    [Fact]
    public void Run_OnATargetThatThrows_FindsIt()
    {
        var fuzzer = new Fuzzer(new Careless(), [Good]);

        var finding = fuzzer.Run(firstSeed: 5, round => round < 100);

        Assert.NotNull(finding);
        Assert.Contains("FormatException", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void RunRound_WithTheSeedOfAFinding_FindsTheSameAgain()
    {
        var first = new Fuzzer(new Careless(), [Good]).Run(firstSeed: 5, round => round < 100);

        var again = new Fuzzer(new Careless(), [Good]).RunRound(first!.Seed);

        Assert.Equal(first.Input, again!.Input);
    }

    [Fact]
    public void Run_WhenACorpusFileIsRefusedWithAnException_TellsSo()
    {
        var finding = new Fuzzer(new Careless(), ["length=x"u8.ToArray()]).Run(firstSeed: 1, _ => false);

        Assert.Equal(-1, finding?.Seed);
    }

    [Fact]
    public void Run_OnATotalTarget_FindsNothing()
    {
        var fuzzer = new Fuzzer(new Careful(), [Good]);

        Assert.Null(fuzzer.Run(firstSeed: 1, round => round < 5));
        Assert.True(fuzzer.Tried > 500);
    }

    /// <summary>Believes that what follows the equals sign is a number.</summary>
    private sealed class Careless : IFuzzTarget
    {
        public string Name => "careless";

        public IReadOnlyList<string> Words => ["="];

        public IEnumerable<byte[]> Samples => [];

        public void Take(ReadOnlySpan<byte> input)
        {
            var at = input.IndexOf((byte)'=');
            if (at >= 0)
            {
                _ = int.Parse(input[(at + 1)..]);
            }
        }
    }

    private sealed class Careful : IFuzzTarget
    {
        public string Name => "careful";

        public IReadOnlyList<string> Words => [];

        public IEnumerable<byte[]> Samples => [];

        public void Take(ReadOnlySpan<byte> input) => _ = input.Length;
    }
}
