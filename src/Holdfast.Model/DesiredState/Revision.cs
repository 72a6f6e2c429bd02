namespace Holdfast.Model.DesiredState;

/// <summary>
/// How new a desired state is. The epoch of the database decides first: a promoted standby that lacks the last transactions
/// has smaller numbers, and is right all the same.
/// </summary>
/// <param name="Epoch">Grows by one whenever a database takes over from another.</param>
/// <param name="Number">Grows by one with each transaction that changes anything for the node.</param>
public readonly record struct Revision(long Epoch, long Number) : IComparable<Revision>
{
    /// <summary>Of a node that has never been told anything.</summary>
    public static readonly Revision None = new(0, 0);

    public int CompareTo(Revision other) =>
        Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Number.CompareTo(other.Number);

    public static bool operator <(Revision left, Revision right) => left.CompareTo(right) < 0;

    public static bool operator >(Revision left, Revision right) => left.CompareTo(right) > 0;

    public static bool operator <=(Revision left, Revision right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Revision left, Revision right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Epoch}.{Number}";
}
