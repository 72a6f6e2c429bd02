namespace Holdfast.Lab.Histories;

/// <summary>Since the story began.</summary>
public readonly record struct Span(TimeSpan From, TimeSpan To)
{
    public TimeSpan Length => To - From;

    public bool Overlaps(Span other) => From <= other.To && other.From <= To;

    public override string ToString() => $"{From.TotalSeconds:0.00} to {To.TotalSeconds:0.00} s";
}
