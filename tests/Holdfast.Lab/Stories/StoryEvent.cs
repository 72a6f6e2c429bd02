namespace Holdfast.Lab.Stories;

/// <param name="At">Since the story began.</param>
/// <param name="Who">A host, or empty for the lab itself.</param>
public sealed record StoryEvent(TimeSpan At, StoryEventKind Kind, string Who, string What)
{
    public override string ToString() => $"{At.TotalMilliseconds, 8:0} ms  {Who, -10}  {Mark}{What}";

    private string Mark =>
        Kind switch
        {
            StoryEventKind.Fault => "⚡ ",
            StoryEventKind.Good => "✓ ",
            StoryEventKind.Bad => "✗ ",
            StoryEventKind.Chapter => "── ",
            _ => "",
        };
}
