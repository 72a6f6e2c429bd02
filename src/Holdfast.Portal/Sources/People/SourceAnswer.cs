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

    /// <summary>The password is right, and the source wants to hear something more.</summary>
    /// <param name="State">To be given back with the answer.</param>
    /// <param name="Message">For the person.</param>
    public sealed record Challenged(byte[] State, string Message) : SourceAnswer;

    /// <summary>It could not be asked.</summary>
    public sealed record Away(Problem Problem) : SourceAnswer;
}
