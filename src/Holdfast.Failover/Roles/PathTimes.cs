namespace Holdfast.Failover.Roles;

/// <summary>A moment for each of the two paths.</summary>
public readonly record struct PathTimes(TimeSpan First, TimeSpan Second)
{
    public TimeSpan Latest => First > Second ? First : Second;

    public TimeSpan this[int path] => path == 0 ? First : Second;

    public PathTimes With(int path, TimeSpan time) =>
        path == 0 ? this with { First = time } : this with { Second = time };
}
