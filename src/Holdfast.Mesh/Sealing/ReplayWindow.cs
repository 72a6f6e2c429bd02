namespace Holdfast.Mesh.Sealing;

/// <summary>Which numbers were heard: each counts once, and none that is far behind the highest (RFC 6479's idea, with one word list).</summary>
internal sealed class ReplayWindow
{
    /// <summary>Datagrams that may be overtaken. Arbitrary, may be increased.</summary>
    public const int Width = 960;

    /// <summary>One more than the width has: while one is filled, those of the width are whole.</summary>
    private const int Words = (Width / 64) + 1;

    private readonly ulong[] _words = new ulong[Words];
    private ulong _highest;

    /// <param name="number">From 1.</param>
    /// <returns>False: it was heard before, or is too old to know.</returns>
    public bool TryTake(ulong number)
    {
        if (number == 0 || number + Width <= _highest)
        {
            return false;
        }

        Advance(number);
        ref var word = ref _words[number / 64 % Words];
        var bit = 1UL << (int)(number % 64);
        if ((word & bit) != 0)
        {
            return false;
        }

        word |= bit;
        return true;
    }

    private void Advance(ulong number)
    {
        if (number <= _highest)
        {
            return;
        }

        var steps = Math.Min((number / 64) - (_highest / 64), Words);
        for (ulong i = 1; i <= steps; i++)
        {
            _words[((_highest / 64) + i) % Words] = 0;
        }

        _highest = number;
    }
}
