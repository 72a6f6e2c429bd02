using Holdfast.Model.Failover;

namespace Holdfast.Portal.Failover;

/// <summary>
/// The change of a group's heartbeat key, in three steps, so that no machine ever gets a heartbeat with a key that it does not have: the new
/// one is brought to all, they send with it, the old one is taken away. A step is done when all machines have taken over the one before.
/// Pure.
/// </summary>
public static class KeyChange
{
    public static GroupKeys KeysOf(CommittedGroup group) => group.Keys ?? new GroupKeys();

    /// <returns>The first step; null: a change is under way.</returns>
    public static GroupKeys? Begin(GroupKeys keys) =>
        keys.IsChanging ? null : new GroupKeys { Active = keys.Active, Coming = keys.Active + 1 };

    /// <param name="allTold">All machines of the group live by what it is now.</param>
    /// <returns>The next step; null: there is none, or it is not time for it.</returns>
    public static GroupKeys? Next(CommittedGroup group, bool allTold) =>
        KeysOf(group) switch
        {
            _ when !allTold => null,
            { Coming: not null } keys when WaitsForWitness(group, keys) => null,
            { Coming: { } coming } keys => new GroupKeys { Active = coming, Leaving = keys.Active },
            { Leaving: not null } keys => new GroupKeys { Active = keys.Active },
            _ => null,
        };

    /// <summary>Its file is a person's: nobody could ask it any more if machines used a key that it does not have.</summary>
    public static bool WaitsForWitness(CommittedGroup group, GroupKeys keys) =>
        group.Options.Witness is not null && keys is { Coming: not null, WitnessHasIt: false };
}
