using System.Text.Json;
using Holdfast.Data;
using Holdfast.Data.Audit;
using Holdfast.Model.Json;

namespace Holdfast.Portal.Features.Audit;

/// <summary>Writes the audit log, in the same transaction as what it tells of.</summary>
public sealed class AuditLog(AuditStore store, TimeProvider clock)
{
    /// <param name="action">What was done, as <c>thing.verb</c>.</param>
    /// <param name="subject">To whom or what: a user name, a profile id, a client id.</param>
    /// <param name="detail">The particulars; never a secret.</param>
    public Task AddAsync(IUnitOfWork unit, Actor actor, string action, string subject, object? detail = null)
    {
        var now = clock.GetUtcNow();
        return store.AddAsync(
            unit,
            new AuditEntry(
                Guid.CreateVersion7(now),
                now,
                actor.Name,
                action,
                subject,
                JsonSerializer.Serialize(detail ?? new { }, ModelJson.Options),
                actor.Address
            )
        );
    }
}
