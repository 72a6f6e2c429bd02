namespace Holdfast.Lab.Stories;

public enum StoryEventKind
{
    /// <summary>Something happened.</summary>
    Fact,

    /// <summary>A new part of the story begins.</summary>
    Chapter,

    /// <summary>We broke something.</summary>
    Fault,

    /// <summary>An expectation was met.</summary>
    Good,

    /// <summary>An expectation was not met.</summary>
    Bad,
}
