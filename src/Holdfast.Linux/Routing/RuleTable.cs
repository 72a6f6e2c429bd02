using System.Runtime.InteropServices;
using Holdfast.Linux.Interop;
using Holdfast.Linux.Netlink;

namespace Holdfast.Linux.Routing;

/// <summary>Rules that send packets with a firewall mark to a routing table, over rtnetlink.</summary>
internal sealed class RuleTable(NetlinkSocket socket)
{
    private const ushort NewRule = 32;
    private const ushort DeleteRule = 33;
    private const ushort GetRule = 34;
    private const ushort PriorityAttribute = 6;
    private const ushort MarkAttribute = 10;
    private const ushort TableAttribute = 15;

    /// <summary><c>FR_ACT_TO_TBL</c></summary>
    private const byte ToTable = 1;

    /// <summary>Behind the table of local addresses (0), before the main one (32766). Arbitrary, may be changed.</summary>
    private const uint Priority = 20_000;

    /// <summary>Marks that have a rule of ours in the family.</summary>
    public IReadOnlyCollection<uint> Marks(byte family)
    {
        var marks = new HashSet<uint>();
        var request = new NetlinkRequest(GetRule, NetlinkFlags.Dump).Fixed(new RouteMessage { Family = family });
        socket.Dump(request, marks.Clear, message => Add(marks, message));
        return marks;
    }

    /// <summary>No error when it is there already.</summary>
    public void Put(byte family, uint mark, uint table) =>
        socket.TryExecute(
            Request(NewRule, NetlinkFlags.Create | NetlinkFlags.Exclusive, family, mark, table),
            [Errno.Exists]
        );

    /// <summary>No error when it is gone already.</summary>
    public void Remove(byte family, uint mark, uint table) =>
        socket.TryExecute(Request(DeleteRule, 0, family, mark, table), [Errno.NoSuchEntry]);

    /// <summary>Ours have their priority, and their mark for the number of their table.</summary>
    private static void Add(HashSet<uint> marks, NetlinkMessage message)
    {
        if (message.Type != NewRule || message.Payload.Length < RouteMessage.Length)
        {
            return;
        }

        var attributes = new NetlinkAttributeReader(message.Payload[RouteMessage.Length..]);
        var (priority, mark, table) = (0u, 0u, 0u);
        while (attributes.MoveNext())
        {
            var value = attributes.Current.Value;
            var number = value.Length == sizeof(uint) ? MemoryMarshal.Read<uint>(value) : 0;
            priority = attributes.Current.Type == PriorityAttribute ? number : priority;
            mark = attributes.Current.Type == MarkAttribute ? number : mark;
            table = attributes.Current.Type == TableAttribute ? number : table;
        }

        if (priority == Priority && mark != 0 && mark == table)
        {
            marks.Add(mark);
        }
    }

    private static NetlinkRequest Request(ushort type, int flags, byte family, uint mark, uint table) =>
        new NetlinkRequest(type, (ushort)(flags | NetlinkFlags.Acknowledge))
            .Fixed(new RouteMessage { Family = family, Type = ToTable })
            .Attribute(PriorityAttribute, Priority)
            .Attribute(MarkAttribute, mark)
            .Attribute(TableAttribute, table);
}
