using Holdfast.Mesh.Core.Actions;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;

namespace Holdfast.Mesh.Core;

/// <summary>All other hosts that are known. A newer record beats an older one; of equal ones, the worse status does.</summary>
internal sealed class MemberTable(HostId self, MeshRules rules)
{
    /// <summary>Arbitrary, may be increased. Whoever knows the password may fill it.</summary>
    private const int MostMembers = 4096;

    private readonly SortedDictionary<HostId, Member> _members = [];
    private ulong? _digest;

    public IReadOnlyCollection<Member> All => _members.Values;

    public IEnumerable<Member> Present => _members.Values.Where(member => member.IsPresent);

    /// <summary>Somebody came, changed or went since this was last set to false.</summary>
    public bool HasChanged { get; set; } = true;

    public Member? Find(HostId host) => _members.GetValueOrDefault(host);

    /// <returns>The member, when the record was news.</returns>
    public Member? Take(Turn turn, HostRecord record)
    {
        if (record.Host == self)
        {
            return null;
        }

        if (Find(record.Host) is not { } known)
        {
            return Add(turn, record);
        }

        if (record.Stamp <= known.Record.Stamp)
        {
            return null;
        }

        known.Former = record.IsJoining ? [.. known.Record.Claims, .. known.Former] : [];
        (known.Record, known.RecordHeard) = (record, turn.Now);
        SetStatus(turn, known, record.Left ? HostStatus.Left : HostStatus.Alive);
        Changed();
        return known;
    }

    /// <returns>True: it was news.</returns>
    public bool Take(Turn turn, Verdict verdict, TimeSpan suspicion)
    {
        if (
            Find(verdict.Host) is not { } member
            || verdict.Stamp < member.Record.Stamp
            || verdict.Status <= member.Status
        )
        {
            return false;
        }

        if (verdict.Status == HostStatus.Suspect)
        {
            member.SuspectUntil = turn.Now + suspicion;
        }

        SetStatus(turn, member, verdict.Status);
        Changed();
        return true;
    }

    /// <summary>Whoever stood still has not listened either: nobody's time to answer ran out meanwhile.</summary>
    public void Skip(TimeSpan gap)
    {
        foreach (var member in All)
        {
            member.Path.Skip(gap);
            member.SuspectUntil += gap;
            member.RecordHeard += gap;
        }
    }

    public void Forget(TimeSpan now)
    {
        var gone = All.Where(member => !member.IsPresent && now - member.StatusSince > rules.Memory * 2).ToList();
        foreach (var member in gone)
        {
            _members.Remove(member.Record.Host);
            Changed();
        }
    }

    /// <summary>Those of which this host tells others who ask.</summary>
    public IEnumerable<Member> Told(TimeSpan now) =>
        All.Where(member => member.IsPresent || now - member.StatusSince <= rules.Memory);

    /// <summary>Equal where all that is known is equal.</summary>
    public ulong Digest(HostRecord own, TimeSpan now)
    {
        _digest ??= Told(now)
            .Aggregate(0UL, (sum, member) => sum ^ Hash(member.Record, member.Status == HostStatus.Dead));
        return _digest.Value ^ Hash(own, isDead: false);
    }

    public void Changed() => (_digest, HasChanged) = (null, true);

    private static ulong Hash(HostRecord record, bool isDead)
    {
        var hash = record.Host.Hint ^ ((ulong)record.Stamp.Incarnation << 32) ^ record.Stamp.Version;
        return Mixing.Mix(isDead ? ~hash : hash);
    }

    private Member? Add(Turn turn, HostRecord record)
    {
        if (_members.Count >= MostMembers)
        {
            return null;
        }

        var member = new Member(record, rules.Paths, turn.Now);
        _members.Add(record.Host, member);
        turn.Do(new StatusChanged(record, member.Status));
        Changed();
        return member;
    }

    private static void SetStatus(Turn turn, Member member, HostStatus status)
    {
        if (member.Status != status)
        {
            (member.Status, member.StatusSince) = (status, turn.Now);
            turn.Do(new StatusChanged(member.Record, status));
        }
    }
}
