namespace Holdfast.Portal.Notices.Conditions;

/// <summary>Something that lasts, as it is now. What nobody observes is over.</summary>
/// <param name="Text">What is to be told; null: whether it is so cannot be seen from here at present.</param>
public sealed record Observation(NoticeKind Kind, string Subject, string? Text);
