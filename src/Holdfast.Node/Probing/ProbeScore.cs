namespace Holdfast.Node.Probing;

/// <summary>What a row of probes says. One that is lost says nothing: machines pause, packets get lost.</summary>
/// <param name="Missed">In a row, without an answer.</param>
internal readonly record struct ProbeScore(int Missed)
{
    /// <summary>So many without an answer, and the service is taken for one that does not work.</summary>
    public const int Enough = 3;

    public bool IsSilent => Missed >= Enough;

    /// <param name="answered">Null: it could not be asked.</param>
    public ProbeScore After(bool? answered) =>
        answered switch
        {
            true => new(0),
            false => new(Math.Min(Missed + 1, Enough)),
            null => this,
        };
}
