using System.Globalization;
using System.Security.Cryptography;
using Holdfast.Data;
using Holdfast.Data.Epochs;
using Holdfast.Data.Failover;
using Holdfast.Data.Secrets;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Portal.Secrets;

namespace Holdfast.Portal.Failover;

/// <summary>What the agent of a node's machine is to have, from the database as it is now.</summary>
public sealed class FailoverPlans(
    IDatabase database,
    EpochStore epochs,
    FailoverGroupStore groups,
    SecretStore secrets,
    Vault vault
)
{
    private const int KeyLength = 32;

    public Task<FailoverWanted> ForAsync(string nodeId, CancellationToken cancel) =>
        database.ReadAsync(unit => ForAsync(unit, nodeId), cancel);

    /// <summary>Makes the keys that are new, and forgets those that nobody uses any more. In the unit that stores the group.</summary>
    public async Task KeepKeysAsync(IUnitOfWork unit, CommittedGroup? before, CommittedGroup group)
    {
        var wanted = KeyChange.KeysOf(group).All;
        foreach (var number in wanted)
        {
            await vault.GetOrMakeAsync(unit, KeyName(group, number), NewKey);
        }

        foreach (var number in before is null ? [] : KeyChange.KeysOf(before).All.Except(wanted))
        {
            await secrets.RemoveAsync(unit, KeyName(group, number));
        }
    }

    /// <returns>For a group that is not stored yet, one that nobody uses.</returns>
    public async Task<IReadOnlyList<KeyPlan>> KeysAsync(IUnitOfWork unit, CommittedGroup group)
    {
        List<KeyPlan> keys = [];
        foreach (var number in KeyChange.KeysOf(group).All)
        {
            var secret = await vault.FindAsync(unit, KeyName(group, number)) ?? NewKey();
            keys.Add(new KeyPlan(GroupKeys.IdOf(number), secret));
        }

        return keys;
    }

    private async Task<FailoverWanted> ForAsync(IUnitOfWork unit, string nodeId)
    {
        var stored = await groups.ReadAsync(unit);
        var revision = new Revision(await epochs.ReadAsync(unit), stored.Revision);
        return stored.Group is { } group && group.Members.FirstOrDefault(one => one.Node == nodeId) is { } member
            ? new FailoverWanted(revision, MachinePlans.Of(group, member, revision, await KeysAsync(unit, group)))
            : new FailoverWanted(revision, Plan: null);
    }

    private static string KeyName(CommittedGroup group, int number) =>
        number == 1
            ? $"failover/{group.Id}"
            : string.Create(CultureInfo.InvariantCulture, $"failover/{group.Id}/{number}");

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength));
}
