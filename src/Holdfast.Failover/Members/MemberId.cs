using System.Globalization;

namespace Holdfast.Failover.Members;

/// <summary>Number of a node in its failover group, 1 to 255, given by the configuration. 0 is nobody.</summary>
public readonly record struct MemberId(byte Value) : IComparable<MemberId>
{
    public static readonly MemberId Nobody;

    public bool IsNobody => Value == 0;

    public int CompareTo(MemberId other) => Value.CompareTo(other.Value);

    public static bool operator <(MemberId left, MemberId right) => left.Value < right.Value;

    public static bool operator >(MemberId left, MemberId right) => left.Value > right.Value;

    public static bool operator <=(MemberId left, MemberId right) => left.Value <= right.Value;

    public static bool operator >=(MemberId left, MemberId right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
