using System.Net;
using Holdfast.Mesh.Core.Actions;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;

namespace Holdfast.Mesh.Core;

/// <summary>
/// What others may not know yet. It goes along with whatever is sent, a few times as many as the logarithm of the number of members, and
/// at first in rounds of its own.
/// </summary>
internal sealed class News(MeshRules rules)
{
    private readonly Dictionary<HostId, Item> _items = [];
    private readonly Queue<Item> _order = [];
    private TimeSpan _nextRound;

    private bool HasFresh => _items.Values.Any(item => item.Sent < rules.NewsFanout);

    /// <summary>The newest of a host counts.</summary>
    public void Add(HostId host, MeshMessage message)
    {
        if (_items.Remove(host, out var old))
        {
            old.IsStale = true;
        }

        var item = new Item(host, message);
        _items.Add(host, item);
        _order.Enqueue(item);
    }

    /// <summary>Puts news behind what is sent, as long as there is room.</summary>
    /// <param name="members">How many there are.</param>
    /// <param name="find">The address of a host that is told of.</param>
    public IReadOnlyList<MeshMessage> FillUp(
        HostId to,
        IReadOnlyList<MeshMessage> messages,
        int members,
        Func<HostId, IPEndPoint?> find
    )
    {
        if (_order.Count == 0)
        {
            return messages;
        }

        var full = messages.ToList();
        var room = MessageFormat.LongestBody - messages.Sum(MessageWriter.LengthOf);
        for (var turns = _order.Count; turns > 0 && full.Count < MessageFormat.MostMessages; turns--)
        {
            var item = _order.Dequeue();
            if (item.IsStale)
            {
                continue;
            }

            var length = MessageWriter.LengthOf(item.Message);
            if (length <= room)
            {
                item.Sent++;
                // A verdict has to reach the one it is about; its own record it knows.
                if (item.Host != to || item.Message is Verdict)
                {
                    full.Add(item.Message is Tell tell ? tell with { Address = find(item.Host) } : item.Message);
                    room -= length;
                }
            }

            Keep(item, members);
        }

        return full;
    }

    /// <summary>A round to a few members, when there is something of which nobody has heard.</summary>
    public void Spread(Turn turn, IReadOnlyList<Member> present, Dice dice)
    {
        if (turn.Now < _nextRound || !HasFresh || present.Count == 0)
        {
            return;
        }

        _nextRound = turn.Now + rules.NewsInterval;
        for (var i = 0; i < Math.Min(rules.NewsFanout, present.Count); i++)
        {
            var to = present[dice.Next(present.Count)];
            if (to.Address is { } address)
            {
                turn.Do(new Send(to.Record.Host, address, []));
            }
        }
    }

    private void Keep(Item item, int members)
    {
        if (item.Sent < 3 * (int)Math.Ceiling(Math.Log2(members + 2)))
        {
            _order.Enqueue(item);
        }
        else
        {
            _items.Remove(item.Host);
        }
    }

    private sealed class Item(HostId host, MeshMessage message)
    {
        public HostId Host => host;

        public MeshMessage Message => message;

        public int Sent { get; set; }

        public bool IsStale { get; set; }
    }
}
