using Holdfast.Failover.Members;

namespace Holdfast.Failover.Heartbeat;

/// <summary>
/// The newest heartbeat of each member of one unit; what is not newer is a replay. Stored by whoever owns it, at a stop, when a member
/// has a new boot, and else at least each minute, so that a restart of ours does not open the door again. Not for several threads.
/// </summary>
public sealed class ReplayMarks
{
    private readonly Dictionary<(MemberId Member, byte KeyId, int Path), Sequence> _newest = [];

    public ReplayMarks() { }

    /// <param name="stored">What <see cref="All"/> gave before the restart.</param>
    public ReplayMarks(IEnumerable<ReplayMark> stored)
    {
        foreach (var mark in stored)
        {
            Advance(mark.Member, mark.KeyId, mark.Path, mark.Newest);
        }
    }

    public IReadOnlyList<ReplayMark> All =>
        [.. _newest.Select(entry => new ReplayMark(entry.Key.Member, entry.Key.KeyId, entry.Key.Path, entry.Value))];

    /// <summary>For a machine that was replaced and begins to count again. Change the key as well: old heartbeats would be good again.</summary>
    public void Forget(MemberId member)
    {
        foreach (var key in _newest.Keys.Where(key => key.Member == member).ToList())
        {
            _newest.Remove(key);
        }
    }

    internal bool IsNewer(MemberId member, byte keyId, int path, Sequence sequence) =>
        !_newest.TryGetValue((member, keyId, path), out var newest) || sequence > newest;

    /// <summary>Only for what is authentic; so there are never more entries than members, keys and paths.</summary>
    internal void Advance(MemberId member, byte keyId, int path, Sequence sequence)
    {
        if (IsNewer(member, keyId, path, sequence))
        {
            _newest[(member, keyId, path)] = sequence;
        }
    }
}
