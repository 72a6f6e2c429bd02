namespace Holdfast.Portal.Notices.Settings;

/// <summary>Who is told what by mail, as an administrator wants it. Also the form of the admin API; null: as it is.</summary>
public sealed class NoticeChoiceDraft
{
    public IReadOnlyList<string>? Administrators { get; init; }

    public IReadOnlyList<string>? AdministratorKinds { get; init; }

    public IReadOnlyList<string>? PersonKinds { get; init; }
}
