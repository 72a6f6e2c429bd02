namespace Holdfast.Portal.Notices.Conditions;

/// <summary>Something to tell administrators.</summary>
public sealed record Told(NoticeKind Kind, string Subject, string Text);
