using System.Diagnostics;
using Holdfast.Fuzz.Mutation;

namespace Holdfast.Fuzz;

/// <summary>Throws mutated inputs at a target. Each round has a seed of its own, so that one can be played again alone.</summary>
public sealed class Fuzzer(IFuzzTarget target, IReadOnlyList<byte[]> corpus)
{
    /// <summary>For one input. A garbage collection or a busy machine must not be a finding.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int InputsPerRound = 200;

    /// <summary>Inputs tried so far.</summary>
    public long Tried { get; private set; }

    /// <summary>Plays rounds with the seeds from <paramref name="firstSeed"/> on, until time is over or one finds something.</summary>
    public Finding? Run(int firstSeed, Func<int, bool> goesOn)
    {
        foreach (var good in corpus)
        {
            if (Try(good, seed: -1) is { } finding)
            {
                return finding;
            }
        }

        for (var round = 0; goesOn(round); round++)
        {
            if (RunRound(unchecked(firstSeed + round)) is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    /// <summary>One round: the same seed makes the same inputs.</summary>
    public Finding? RunRound(int seed)
    {
        var mutator = new Mutator(new Random(seed), corpus, target.Words);
        for (var count = 0; count < InputsPerRound; count++)
        {
            if (Try(mutator.Next(), seed) is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    private Finding? Try(byte[] input, int seed)
    {
        var clock = Stopwatch.StartNew();
        Tried++;
        try
        {
            target.Take(input);
        }
        catch (Exception exception)
        {
            return new Finding(target.Name, seed, input, exception.ToString());
        }

        return clock.Elapsed > Patience
            ? new Finding(target.Name, seed, input, $"took {clock.Elapsed.TotalSeconds:0.0} s")
            : null;
    }
}
