namespace Holdfast.Mesh.Paths;

/// <summary>When a way to a member counts as broken, and when it may be trusted again.</summary>
public sealed record PathRules
{
    /// <summary>From one probe to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Silence that means that the way is broken, on a short and quiet way.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Where answers are lost, so many are awaited that chance alone takes all of them no more often than this.</summary>
    public double Error { get; init; } = 1e-6;

    /// <summary>Never more probes than this are awaited because of loss.</summary>
    public int MostProbes { get; init; } = 12;

    /// <summary>
    /// While bytes come through the tunnel, silence may last so many times as long: a full tunnel holds answers up, and goes on carrying.
    /// Not for ever, for a tunnel may outlive the process that speaks for it.
    /// </summary>
    public double Busy { get; init; } = 4;

    /// <summary>For how long a way that was broken has to be good before a better holder is used through it again. Doubled by each further break.</summary>
    public TimeSpan HoldDown { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan LongestHoldDown { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A break counts for the hold-down of later ones so long.</summary>
    public TimeSpan FlapMemory { get; init; } = TimeSpan.FromMinutes(10);
}
