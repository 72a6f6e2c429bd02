using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;

namespace Holdfast.Mesh.Core;

/// <summary>
/// Repairs what news did not reach: members whose digests differ tell each other, one range of ids after the other, which records they
/// have, and send what the other lacks.
/// </summary>
internal sealed class Sync(MeshRules rules, MemberTable members, OwnRecord own)
{
    /// <summary>In answer to one summary.</summary>
    private const int MostDatagrams = 4;

    private HostId? _behind;
    private TimeSpan _next;

    /// <summary>A member knows something else than this host.</summary>
    public void Differs(Turn turn, Member member)
    {
        if (rules.Syncs && turn.Now >= _next && member.Address is not null)
        {
            _next = turn.Now + rules.SyncInterval;
            Begin(turn, member);
        }
    }

    /// <summary>Sends the next part of what is known, whatever the other knows.</summary>
    public void Begin(Turn turn, Member member)
    {
        var all = Entries(turn.Now).ToList();
        var rest = _behind is { } behind ? all.Where(entry => entry.Host > behind).ToList() : all;
        var part = rest.Take(Summary.MostEntries).ToList();
        var first =
            _behind is null ? default
            : part is [var one, ..] ? one.Host
            : _behind.Value;
        var isLast = part.Count == rest.Count;
        _behind = isLast ? null : part[^1].Host;
        turn.Send(member.Record.Host, member.Address, new Summary(first, isLast ? Largest : part[^1].Host, [.. part]));
    }

    /// <summary>What the other lacks is sent; what it has and we lack is asked for, by saying what we have.</summary>
    public void Answer(Turn turn, Member from, Summary summary)
    {
        var theirs = summary.Entries.DistinctBy(entry => entry.Host).ToDictionary(entry => entry.Host);
        var ours = Entries(turn.Now).Where(e => e.Host >= summary.First && e.Host <= summary.Last).ToList();
        var answer = ours.SelectMany(entry => Better(entry, theirs)).ToList();
        var known = ours.ToDictionary(entry => entry.Host);
        if (theirs.Values.Any(t => !known.TryGetValue(t.Host, out var o) || IsBetter(t, o)) && turn.Now >= _next)
        {
            _next = turn.Now + rules.SyncInterval;
            answer.Insert(0, new Summary(summary.First, summary.Last, [.. ours.Take(Summary.MostEntries)]));
        }

        Send(turn, from, answer);
    }

    private IEnumerable<MeshMessage> Better(SummaryEntry ours, Dictionary<HostId, SummaryEntry> theirs)
    {
        var isKnown = theirs.TryGetValue(ours.Host, out var entry);
        if (isKnown && !IsBetter(ours, entry))
        {
            yield break;
        }

        if (!isKnown || ours.Stamp > entry.Stamp)
        {
            var member = members.Find(ours.Host);
            yield return new Tell(member?.Record ?? own.Current, member?.Address);
        }

        if (ours.Status is HostStatus.Suspect or HostStatus.Dead)
        {
            yield return new Verdict(ours.Host, ours.Stamp, ours.Status);
        }
    }

    private static void Send(Turn turn, Member to, List<MeshMessage> messages)
    {
        var part = new List<MeshMessage>();
        var room = MessageFormat.LongestBody;
        var left = MostDatagrams;
        foreach (var message in messages)
        {
            var length = MessageWriter.LengthOf(message);
            if (length > room || part.Count == MessageFormat.MostMessages)
            {
                turn.Send(to.Record.Host, to.Address, part);
                (part, room) = ([], MessageFormat.LongestBody);
                if (--left == 0)
                {
                    return;
                }
            }

            part.Add(message);
            room -= length;
        }

        if (part.Count > 0)
        {
            turn.Send(to.Record.Host, to.Address, part);
        }
    }

    /// <summary>Death is told; a suspicion is over soon, one way or the other.</summary>
    private static bool IsBetter(SummaryEntry one, SummaryEntry other) =>
        one.Stamp > other.Stamp
        || (one.Stamp == other.Stamp && one.Status == HostStatus.Dead && other.Status < HostStatus.Dead);

    private IEnumerable<SummaryEntry> Entries(TimeSpan now) =>
        members
            .Told(now)
            .Select(member => new SummaryEntry(member.Record.Host, member.Record.Stamp, member.Status))
            .Append(new SummaryEntry(own.Current.Host, own.Current.Stamp, HostStatus.Alive))
            .OrderBy(entry => entry.Host);

    private static HostId Largest { get; } = new(Enumerable.Repeat(byte.MaxValue, HostId.Length).ToArray());
}
