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
    public Task AddAsync(IUnitOfWork unit, Actor actor, string action, string subject, object? detail = null) =>
        AddManyAsync(unit, actor, action, [(subject, detail)]);

    /// <summary>The same done to many.</summary>
    public Task AddManyAsync(
        IUnitOfWork unit,
        Actor actor,
        string action,
        IEnumerable<(string Subject, object? Detail)> done
    )
    {
        var now = clock.GetUtcNow();
        return store.AddManyAsync(
            unit,
            [
                .. done.Select(one => new AuditEntry(
                    Guid.CreateVersion7(now),
                    now,
                    actor.Name,
                    action,
                    one.Subject,
                    JsonSerializer.Serialize(one.Detail ?? new { }, ModelJson.Options),
                    actor.Address
                )),
            ]
        );
    }
}
