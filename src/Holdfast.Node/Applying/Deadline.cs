namespace Holdfast.Node.Applying;

/// <summary>When a configuration ends.</summary>
public readonly record struct Deadline(DateTimeOffset At, Guid ConfigurationId) : IComparable<Deadline>
{
    public int CompareTo(Deadline other)
    {
        var byTime = At.CompareTo(other.At);
        return byTime != 0 ? byTime : ConfigurationId.CompareTo(other.ConfigurationId);
    }

    public static bool operator <(Deadline left, Deadline right) => left.CompareTo(right) < 0;

    public static bool operator >(Deadline left, Deadline right) => left.CompareTo(right) > 0;

    public static bool operator <=(Deadline left, Deadline right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Deadline left, Deadline right) => left.CompareTo(right) >= 0;
}
