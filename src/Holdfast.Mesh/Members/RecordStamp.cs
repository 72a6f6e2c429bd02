namespace Holdfast.Mesh.Members;

/// <summary>Which of two records of one host is newer. No clock is asked.</summary>
/// <param name="Incarnation">Grows with each start of the host, durably.</param>
/// <param name="Version">Grows with each change within a life.</param>
public readonly record struct RecordStamp(uint Incarnation, uint Version) : IComparable<RecordStamp>
{
    public static bool operator <(RecordStamp left, RecordStamp right) => left.CompareTo(right) < 0;

    public static bool operator >(RecordStamp left, RecordStamp right) => left.CompareTo(right) > 0;

    public static bool operator <=(RecordStamp left, RecordStamp right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RecordStamp left, RecordStamp right) => left.CompareTo(right) >= 0;

    public int CompareTo(RecordStamp other) =>
        Incarnation.CompareTo(other.Incarnation) is not 0 and var life ? life : Version.CompareTo(other.Version);
}
