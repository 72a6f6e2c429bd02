namespace Holdfast.Failover.Roles;

/// <summary>A yes or no for each of the two paths.</summary>
public readonly record struct PathFlags(bool First, bool Second)
{
    public bool this[int path] => path == 0 ? First : Second;

    public PathFlags With(int path, bool flag) => path == 0 ? this with { First = flag } : this with { Second = flag };
}
