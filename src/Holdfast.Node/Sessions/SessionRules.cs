namespace Holdfast.Node.Sessions;

public sealed record SessionRules
{
    /// <summary>WireGuard: a session is over when nothing authenticated has come from the client for this long.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Time between two looks that counts at most: while nobody looks, nothing is known, and nobody is idle.</summary>
    public TimeSpan LongestLook { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Totals of a session are told at most this often.</summary>
    public TimeSpan CountEvery { get; init; } = TimeSpan.FromSeconds(30);
}
