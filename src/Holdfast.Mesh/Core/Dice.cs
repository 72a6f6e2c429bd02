namespace Holdfast.Mesh.Core;

/// <summary>Chance that a seed repeats: xorshift64* (Vigna). Nothing secret hangs on it.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed == 0 ? 0x9E3779B97F4A7C15 : seed;

    /// <param name="sides">1 or more.</param>
    /// <returns>From 0 up to one less.</returns>
    public int Next(int sides)
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (int)((_state * 0x2545F4914F6CDD1D >> 33) % (ulong)sides);
    }

    /// <summary>The time, up to a tenth more or less, so that hosts do not fall into step.</summary>
    public TimeSpan Jitter(TimeSpan time) => time * (0.9 + (Next(2001) / 10_000.0));

    public void Shuffle<T>(List<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var other = Next(i + 1);
            (list[i], list[other]) = (list[other], list[i]);
        }
    }
}
