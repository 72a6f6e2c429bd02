using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Data.Profiles;
using Holdfast.Data.Sessions;
using Holdfast.Link.Enrolling;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Secrets;

namespace Holdfast.Portal.Features.Nodes;

/// <summary>Takes nodes in and lets them go.</summary>
public sealed class NodeCommands(
    IDatabase database,
    NodeStore nodes,
    ProfileStore profiles,
    SessionStore sessions,
    Spread spread,
    ServerKeys keys,
    Enrolment enrolment,
    NodeRegistry registry,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <param name="code">The enrolment code that the node printed.</param>
    /// <param name="id">Under which the node shall be known; null: the first free <c>node-N</c>.</param>
    public async Task<Outcome<Node>> AddAsync(string code, string? id, Actor actor, CancellationToken cancel)
    {
        var present = await database.ReadAsync(nodes.ListAsync, cancel);
        id ??= FreeId(present);
        if (!NodeIds.IsValid(id))
        {
            return NodeProblems.BadId.At("id", "");
        }

        if (present.Any(node => node.Id == id))
        {
            return NodeProblems.Exists.At("id", id);
        }

        var enrolled = await enrolment.EnrolAsync(code, id, cancel);
        return enrolled.Succeeded ? await StoreAsync(enrolled.Value, actor) : Outcome<Node>.Failed(enrolled.Problems);
    }

    public Task<Problem?> RemoveAsync(string id, Actor actor, CancellationToken cancel) =>
        database.WriteAsync<Problem?>(
            async unit =>
            {
                var revisions = new NodeRevisions(unit, nodes, registry);
                if ((await nodes.ListAsync(unit)).All(node => node.Id != id))
                {
                    return NodeProblems.Unknown.At(id, "");
                }

                await spread.FollowAsync(unit, revisions, leaving: id);
                await nodes.RemoveAsync(unit, id, clock.GetUtcNow());
                await sessions.EndAllAsync(unit, id);
                await audit.AddAsync(unit, actor, "node.remove", id);
                unit.AfterCommit(registry.Membership.Ring);
                return null;
            },
            cancel
        );

    /// <summary>The node has its certificate by now, so this is not given up when the caller leaves.</summary>
    private Task<Outcome<Node>> StoreAsync(EnrolledNode enrolled, Actor actor) =>
        database.WriteAsync<Outcome<Node>>(
            async unit =>
            {
                var node = new Node
                {
                    Id = enrolled.NodeId,
                    Address = enrolled.Address.ToString(),
                    HostName = enrolled.HostName,
                    CertificateSerial = enrolled.Certificate.SerialNumber,
                    CertificateFingerprint = NodeCertificates.FingerprintOf(enrolled.Certificate),
                    CertificateEndsAt = NodeCertificates.EndOf(enrolled.Certificate),
                    CreatedAt = clock.GetUtcNow(),
                };
                if (!await nodes.AddAsync(unit, node))
                {
                    return NodeProblems.Exists.At("id", node.Id);
                }

                foreach (var stored in await profiles.ListAsync(unit))
                {
                    await keys.EnsureAsync(unit, stored, node.Id);
                }

                await spread.FollowAsync(unit, new NodeRevisions(unit, nodes, registry));
                await audit.AddAsync(unit, actor, "node.add", node.Id);
                unit.AfterCommit(registry.Membership.Ring);
                return node;
            },
            CancellationToken.None
        );

    private static string FreeId(IReadOnlyList<Node> present) =>
        Enumerable.Range(1, present.Count + 1).Select(n => $"node-{n}").First(id => present.All(node => node.Id != id));
}
