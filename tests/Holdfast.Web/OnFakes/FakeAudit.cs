using System.Net;
using System.Runtime.CompilerServices;
using Holdfast.Data.Audit;
using Holdfast.Portal.Features.Audit;

namespace Holdfast.Web.OnFakes;

/// <summary>Some entries, and a chain that is broken at the last of them.</summary>
internal sealed class FakeAudit : IAuditDesk
{
    private static readonly IReadOnlyList<AuditEntry> Entries =
    [
        Entry("setting.change", "portal", """{"before":{"sessionExpiry":"30d"},"after":{"sessionExpiry":"90d"}}"""),
        Entry("user.add", "grace.hopper@example.org", """{"role":"user","groups":["staff","lab"]}"""),
        Entry("node.drain", "node-in-the-far-away-laboratory", "{}", "local administrator"),
        Entry("sign-in", FakeWorld.AdministratorName, "{}"),
    ];

    public Task<AuditList> ListAsync(AuditFilter filter, string? after, CancellationToken cancel) =>
        Task.FromResult(new AuditList([.. Matching(filter)], null));

    public async IAsyncEnumerable<string> ExportAsync(
        AuditFilter filter,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        foreach (var entry in Matching(filter))
        {
            await Task.Yield();
            yield return $"{entry.Action},{entry.Subject}\r\n";
        }
    }

    public Task<AuditVerdict> VerifyAsync(CancellationToken cancel) =>
        Task.FromResult(new AuditVerdict(1, 4, 0, new AuditBreak(4, AuditFault.Changed, Entries[3])));

    private static IEnumerable<AuditEntry> Matching(AuditFilter filter) =>
        Entries.Where(entry => entry.Action.StartsWith(filter.Action, StringComparison.Ordinal));

    private static AuditEntry Entry(
        string action,
        string subject,
        string detail,
        string actor = FakeWorld.AdministratorName
    ) =>
        new(
            Guid.CreateVersion7(),
            FakeWorld.Now.AddHours(-1),
            actor,
            action,
            subject,
            detail,
            actor == FakeWorld.AdministratorName ? IPAddress.Parse("2001:db8::17") : null
        );
}
