namespace Holdfast.Lab.Programs;

/// <param name="At">Since the story began.</param>
/// <param name="IsError">Came over standard error.</param>
public sealed record OutputLine(TimeSpan At, string Text, bool IsError);
