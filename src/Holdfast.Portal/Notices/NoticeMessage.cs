using Holdfast.Data.Notices;

namespace Holdfast.Portal.Notices;

/// <summary>Notices of one kind that are told together.</summary>
/// <param name="Id">The same for all who are told.</param>
/// <param name="Notices">The first ones, at most <see cref="MostShown"/>.</param>
/// <param name="Count">How many there are.</param>
public sealed record NoticeMessage(
    Guid Id,
    NoticeKind Kind,
    DateTimeOffset At,
    IReadOnlyList<Notice> Notices,
    int Count
)
{
    /// <summary>Whoever has to read more looks at the portal. Ours.</summary>
    public const int MostShown = 50;
}
