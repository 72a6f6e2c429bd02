namespace Holdfast.Data.Notices;

/// <summary>Notices of one kind for the same recipient that no message tells yet.</summary>
/// <param name="Oldest">When the first of them was written.</param>
public sealed record PendingNotices(string Kind, string Recipient, int Count, DateTimeOffset Oldest);
