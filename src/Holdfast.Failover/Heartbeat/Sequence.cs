using System.Globalization;

namespace Holdfast.Failover.Heartbeat;

/// <summary>
/// Place of a heartbeat among all that its sender has ever sent. Needs no clock: the boot is a number on disk that grows at each start
/// of the agent, before it sends anything; the counter grows with each packet.
/// </summary>
public readonly record struct Sequence(ulong Boot, ulong Counter) : IComparable<Sequence>
{
    public Sequence Next => this with { Counter = Counter + 1 };

    public int CompareTo(Sequence other) =>
        Boot != other.Boot ? Boot.CompareTo(other.Boot) : Counter.CompareTo(other.Counter);

    public static bool operator <(Sequence left, Sequence right) => left.CompareTo(right) < 0;

    public static bool operator >(Sequence left, Sequence right) => left.CompareTo(right) > 0;

    public static bool operator <=(Sequence left, Sequence right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Sequence left, Sequence right) => left.CompareTo(right) >= 0;

    /// <summary>Not all members, as a record would by itself: <see cref="Next"/> has no end.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Boot}.{Counter}");
}
