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
    UsedCodeStore usedCodes,
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
    /// <summary>Of several nodes that are added at once, each but the first finds the name taken that was free.</summary>
    private const int MostNames = 20;

    /// <summary>
    /// The same code again, as long as it is good, gives the same node again: whoever asks may not have got the answer.
    /// </summary>
    /// <param name="code">The enrolment code that the node printed.</param>
    /// <param name="id">Under which the node shall be known; null: the first free <c>node-N</c>.</param>
    public async Task<Outcome<Node>> AddAsync(string code, string? id, Actor actor, CancellationToken cancel)
    {
        var parsed = EnrolmentCode.Parse(code);
        if (!parsed.Succeeded)
        {
            return Outcome<Node>.Failed(parsed.Problems);
        }

        for (var tried = 1; ; tried++)
        {
            var added = await AddAsync(parsed.Value, id, actor, cancel);
            if (
                id is not null
                || tried == MostNames
                || added.Problems is not [{ } problem]
                || problem.Kind != NodeProblems.Exists
            )
            {
                return added;
            }
        }
    }

    private async Task<Outcome<Node>> AddAsync(EnrolmentCode code, string? id, Actor actor, CancellationToken cancel)
    {
        var (present, again) = await database.ReadAsync(
            async unit => (await nodes.ListAsync(unit), await AgainAsync(unit, code, id)),
            cancel
        );
        if (again is not null)
        {
            return again;
        }

        var name = id ?? FreeId(present);
        if (!NodeIds.IsValid(name))
        {
            return NodeProblems.BadId.At("id", "");
        }

        if (present.Any(node => node.Id == name))
        {
            return NodeProblems.Exists.At("id", name);
        }

        // Given up halfway, the node would have a certificate and nobody would know of it. It does not take long.
        var enrolled = await enrolment.EnrolAsync(code, name, CancellationToken.None);
        return enrolled.Succeeded
            ? await StoreAsync(code, enrolled.Value, id, actor)
            : Outcome<Node>.Failed(enrolled.Problems);
    }

    /// <returns>Null: the code has brought no node here.</returns>
    private async Task<Outcome<Node>?> AgainAsync(IUnitOfWork unit, EnrolmentCode code, string? id) =>
        await usedCodes.FindAsync(unit, code.Id) is { } used
            ? CodeAgain.Of(used, await nodes.FindAsync(unit, used.NodeId), code.NodeKey, id, clock.GetUtcNow())
            : null;

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
    private Task<Outcome<Node>> StoreAsync(EnrolmentCode code, EnrolledNode enrolled, string? id, Actor actor) =>
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
                var used = new UsedCode(code.Id, code.NodeKey, node.Id, node.CreatedAt, code.Expires);
                if (!await usedCodes.AddAsync(unit, used))
                {
                    // Who asked at the same time with the same code was faster.
                    return await AgainAsync(unit, code, id) ?? NodeProblems.Exists.At("id", node.Id);
                }

                if (!await nodes.AddAsync(unit, node))
                {
                    await usedCodes.RemoveAsync(unit, code.Id);
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
