namespace Holdfast.Node.Applying;

/// <summary>
/// Gives memory back after work that makes much garbage at once. The runtime would keep it: it sizes its young generation by the
/// processor's cache, which may be larger than all that a node needs.
/// </summary>
internal static class SpareMemory
{
    /// <summary>Bytes in use from which a collection is worth its pause of some ten milliseconds. A node without peers has some 80 MB.</summary>
    private const long Enough = 100L * 1024 * 1024;

    /// <summary>Configurations from which a sweep is worth it. Arbitrary, may be changed.</summary>
    private const int Many = 1000;

    /// <summary>After everything was read or compared.</summary>
    public static void GiveBack()
    {
        if (Environment.WorkingSet > Enough)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    /// <summary>After a look at all peers, whose results nobody keeps: about a millisecond.</summary>
    public static void Sweep(int configurations)
    {
        if (configurations > Many)
        {
            GC.Collect(generation: 0, GCCollectionMode.Forced, blocking: true);
        }
    }
}
