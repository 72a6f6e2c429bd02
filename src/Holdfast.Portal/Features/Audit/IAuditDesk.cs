using Holdfast.Data.Audit;

namespace Holdfast.Portal.Features.Audit;

/// <summary>Who did what.</summary>
public interface IAuditDesk
{
    /// <summary>One page, newest first.</summary>
    /// <param name="after">The mark of the page before; null: from the newest.</param>
    Task<AuditList> ListAsync(AuditFilter filter, string? after, CancellationToken cancel);

    /// <summary>All that match, newest first, as comma-separated values: a line each, the head before them.</summary>
    IAsyncEnumerable<string> ExportAsync(AuditFilter filter, CancellationToken cancel);

    /// <summary>Looks whether the log is as it was written.</summary>
    Task<AuditVerdict> VerifyAsync(CancellationToken cancel);
}

/// <param name="Next">Mark of the next page; null: there is none.</param>
public sealed record AuditList(IReadOnlyList<AuditEntry> Entries, string? Next);
