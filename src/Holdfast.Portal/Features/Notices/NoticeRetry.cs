using Holdfast.Data;
using Holdfast.Data.Notices;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Notices;

namespace Holdfast.Portal.Features.Notices;

/// <summary>An administrator has something tried again.</summary>
public sealed class NoticeRetry(IDatabase database, NoticeDeliveryStore deliveries, AuditLog audit, TimeProvider clock)
{
    public Task<Problem?> RetryAsync(Guid id, Actor actor, CancellationToken cancel) =>
        database.WriteAsync<Problem?>(
            async unit =>
            {
                if (!await deliveries.RetryAsync(unit, id, clock.GetUtcNow()))
                {
                    return NoticeProblems.UnknownDelivery.At($"{id}", "");
                }

                await audit.AddAsync(unit, actor, "notice.retry", $"{id}");
                return null;
            },
            cancel
        );
}
