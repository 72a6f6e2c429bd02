using System.Security.Cryptography;
using Holdfast.Data;
using Holdfast.Data.Epochs;
using Holdfast.Data.Failover;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Portal.Secrets;

namespace Holdfast.Portal.Failover;

/// <summary>What the agent of a node's machine is to have, from the database as it is now.</summary>
public sealed class FailoverPlans(IDatabase database, EpochStore epochs, FailoverGroupStore groups, Vault vault)
{
    private const int KeyLength = 32;

    public Task<FailoverWanted> ForAsync(string nodeId, CancellationToken cancel) =>
        database.ReadAsync(unit => ForAsync(unit, nodeId), cancel);

    /// <summary>Makes the key of a new group. In the unit that stores it.</summary>
    public Task EnsureKeyAsync(IUnitOfWork unit, CommittedGroup group) =>
        vault.GetOrMakeAsync(unit, KeyName(group), NewKey);

    /// <returns>For a group that is not stored yet, one that nobody uses.</returns>
    public async Task<string> KeyAsync(IUnitOfWork unit, CommittedGroup group) =>
        await vault.FindAsync(unit, KeyName(group)) ?? NewKey();

    private async Task<FailoverWanted> ForAsync(IUnitOfWork unit, string nodeId)
    {
        var stored = await groups.ReadAsync(unit);
        var revision = new Revision(await epochs.ReadAsync(unit), stored.Revision);
        return stored.Group is { } group && group.Members.FirstOrDefault(one => one.Node == nodeId) is { } member
            ? new FailoverWanted(revision, MachinePlans.Of(group, member, revision, await KeyAsync(unit, group)))
            : new FailoverWanted(revision, Plan: null);
    }

    private static string KeyName(CommittedGroup group) => $"failover/{group.Id}";

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength));
}
