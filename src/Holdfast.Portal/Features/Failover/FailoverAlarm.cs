using Holdfast.Portal.Notices;

namespace Holdfast.Portal.Features.Failover;

/// <summary>Something about the group that somebody should look at.</summary>
/// <param name="Kind">Under which it is told.</param>
/// <param name="Subject">The unit or node; with the kind it names one alarm.</param>
public sealed record FailoverAlarm(NoticeKind Kind, string Subject, string Text);
