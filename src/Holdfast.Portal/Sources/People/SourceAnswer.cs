using Holdfast.Model.Problems;

namespace Holdfast.Portal.Sources.People;

/// <summary>What a source says to a name and a password.</summary>
public abstract record SourceAnswer
{
    private SourceAnswer() { }

    /// <summary>It is this person.</summary>
    public sealed record Confirmed(FoundPerson Person) : SourceAnswer;

    /// <summary>Nobody is known by them.</summary>
    public sealed record Refused : SourceAnswer;

    /// <summary>It could not be asked.</summary>
    public sealed record Away(Problem Problem) : SourceAnswer;
}
