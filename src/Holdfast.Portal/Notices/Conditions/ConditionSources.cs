using System.Globalization;
using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Data.Sources;
using Holdfast.Portal.Features.Failover;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Notices.Conditions;

/// <summary>Looks at what lasts, as this portal sees it.</summary>
public sealed class ConditionSources(
    NodeStore nodes,
    NodeRegistry registry,
    TlsCertificates certificates,
    SourceLookStore looks,
    SourceBook book,
    TimeProvider clock
)
{
    /// <summary>A certificate that is renewed by itself has been by then.</summary>
    public static readonly TimeSpan CertificateLeft = TimeSpan.FromDays(14);

    /// <summary>What all portals see alike.</summary>
    public async Task<IReadOnlyList<Observation>> ReadAsync(IUnitOfWork unit, FailoverView failover) =>
        [
            .. (await nodes.ListAsync(unit))
                .Select(node => Of(node.Id, registry[node.Id].Condition))
                .OfType<Observation>(),
            .. failover.Group is null
                ? []
                : FailoverAlarms
                    .AllOf(failover.Machines, failover.Units)
                    .Select(alarm => new Observation(alarm.Kind, alarm.Subject, alarm.Text)),
            .. await OfSourcesAsync(unit),
        ];

    /// <summary>As the last look at each of them ended.</summary>
    private async Task<IEnumerable<Observation>> OfSourcesAsync(IUnitOfWork unit)
    {
        var troubled = (await looks.ListAsync(unit)).Where(look => look.Trouble is not null).ToList();
        var set = troubled.Count == 0 ? SourceSet.Empty : await book.ReadAsync(unit);
        return troubled
            .Select(look => (set.Find(look.SourceId), look.Trouble))
            .Where(one => one.Item1 is { Enabled: true })
            .Select(one => new Observation(
                NoticeKinds.SourceTrouble,
                one.Item1!.Name,
                $"{one.Item1.Name}: {one.Trouble}"
            ));
    }

    /// <summary>What only this machine sees.</summary>
    public IReadOnlyList<Observation> Own()
    {
        var end = new DateTimeOffset(certificates.Current.Own.NotAfter.ToUniversalTime(), TimeSpan.Zero);
        return end - clock.GetUtcNow() > CertificateLeft
            ? []
            :
            [
                new(
                    NoticeKinds.CertificateExpiring,
                    Environment.MachineName,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Environment.MachineName}: the certificate of the portal is good until {end:yyyy-MM-dd HH:mm 'UTC'} and was not renewed."
                    )
                ),
            ];
    }

    /// <returns>Null: it is reached.</returns>
    private static Observation? Of(string node, LinkCondition condition) =>
        condition.Linked ? null
        : condition.Since is null ? new(NoticeKinds.NodeDown, node, Text: null)
        : new(NoticeKinds.NodeDown, node, $"{node} is not reached: {condition.Reason ?? "nothing was heard of it."}");
}
