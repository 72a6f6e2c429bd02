namespace Holdfast.Model.Problems;

/// <summary>Something that is wrong: what, where, why, what to do.</summary>
public sealed record Problem(ProblemKind Kind, string Where, string Detail)
{
    public string Id => Kind.Id;

    /// <summary>One line for terminals and logs.</summary>
    public override string ToString() =>
        (Where.Length == 0 ? $"{Id} {Kind.Title}" : $"{Id} {Where}: {Kind.Title}")
        + (Detail.Length == 0 ? ". " : $": {Detail} ")
        + Kind.Remedy;
}
