namespace Holdfast.Portal.Notices;

/// <summary>Whom a kind of notice is for.</summary>
public enum NoticeAudience
{
    Administrators,

    /// <summary>The person concerned.</summary>
    Person,
}
