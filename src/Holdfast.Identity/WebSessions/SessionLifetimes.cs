namespace Holdfast.Identity.WebSessions;

/// <summary>How long a browser stays signed in.</summary>
/// <param name="Idle">Without a request.</param>
/// <param name="Absolute">At all, however busy it is.</param>
public sealed record SessionLifetimes(TimeSpan Idle, TimeSpan Absolute)
{
    public static readonly SessionLifetimes Default = new(TimeSpan.FromHours(12), TimeSpan.FromDays(7));

    /// <summary>Until when a session that is used now is good.</summary>
    public DateTimeOffset ExpiresAt(DateTimeOffset createdAt, DateTimeOffset now) =>
        now + Idle < createdAt + Absolute ? now + Idle : createdAt + Absolute;
}
