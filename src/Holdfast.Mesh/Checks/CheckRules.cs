namespace Holdfast.Mesh.Checks;

/// <summary>How often services are asked, and how many answers mean something.</summary>
public sealed record CheckRules
{
    /// <summary>From the beginning of one check to that of the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>So many good ones after each other mean that a service that failed is well. The very first needs no others.</summary>
    public int Rise { get; init; } = 2;

    /// <summary>So many bad ones after each other mean that it fails.</summary>
    public int Fall { get; init; } = 3;

    /// <summary>A check that takes longer has failed; short enough for all of them to be told within <see cref="Fall"/> and a half intervals.</summary>
    public TimeSpan Timeout => Interval / 2;
}
