using System.Runtime.CompilerServices;
using Holdfast.Data;
using Holdfast.Data.Audit;

namespace Holdfast.Portal.Features.Audit;

/// <summary>Who did what.</summary>
public sealed class AuditDesk(IDatabase database, AuditStore audit, AuditChain chain) : IAuditDesk
{
    private const int PageSize = 50;
    private const int ExportAtOnce = 1000;

    public Task<AuditList> ListAsync(AuditFilter filter, string? after, CancellationToken cancel) =>
        ListAsync(filter, after, PageSize, cancel);

    public async IAsyncEnumerable<string> ExportAsync(
        AuditFilter filter,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        yield return AuditCsv.Head;
        string? after = null;
        do
        {
            var page = await ListAsync(filter, after, ExportAtOnce, cancel);
            foreach (var entry in page.Entries)
            {
                yield return AuditCsv.LineOf(entry);
            }

            after = page.Next;
        } while (after is not null);
    }

    public Task<AuditVerdict> VerifyAsync(CancellationToken cancel) => chain.VerifyAsync(cancel);

    /// <param name="size">Of the page.</param>
    public Task<AuditList> ListAsync(AuditFilter filter, string? after, int size, CancellationToken cancel) =>
        database.ReadAsync(
            async unit =>
            {
                var found = await audit.ListAsync(unit, filter, AuditMarks.Read(after), size + 1);
                var page = found.Take(size).ToList();
                return new AuditList(page, found.Count > size ? AuditMarks.Write(page[^1]) : null);
            },
            cancel
        );
}
