using System.Net;

namespace Holdfast.Data.Audit;

/// <summary>Who did what to whom.</summary>
/// <param name="Id">Version 7.</param>
/// <param name="Actor">Name of the user, or of the part of Holdfast that acted by itself.</param>
/// <param name="Action">What was done, such as <c>user.disable</c>.</param>
/// <param name="Subject">To what it was done.</param>
/// <param name="Detail">JSON; never a secret.</param>
/// <param name="FromAddress">From where; null: from this machine.</param>
public sealed record AuditEntry(
    Guid Id,
    DateTimeOffset At,
    string Actor,
    string Action,
    string Subject,
    string Detail,
    IPAddress? FromAddress
);

/// <summary>Where a page ends; the next one follows it.</summary>
public sealed record AuditMark(DateTimeOffset At, Guid Id);
