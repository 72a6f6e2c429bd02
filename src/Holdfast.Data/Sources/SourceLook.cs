namespace Holdfast.Data.Sources;

/// <summary>How the last look at a source ended.</summary>
/// <param name="Trouble">What administrators must know; null: nothing.</param>
/// <param name="Summary">What was found and done, as the caller's JSON.</param>
public sealed record SourceLook(Guid SourceId, DateTimeOffset At, string? Trouble, string Summary);
