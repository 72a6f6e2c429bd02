using System.Runtime.InteropServices;
using Holdfast.Linux.Interop;
using Holdfast.Linux.Netlink;

namespace Holdfast.Linux.Network;

/// <summary>The links of a network namespace, over rtnetlink.</summary>
internal sealed class LinkTable(NetlinkSocket socket)
{
    private const ushort NewLink = 16;
    private const ushort DeleteLink = 17;
    private const ushort GetLink = 18;
    private static readonly int[] Absent = [Errno.NoSuchDevice];
    private static readonly int[] UnknownKind = [Errno.NotSupported];

    /// <summary>Null when there is none of that name.</summary>
    public Link? Find(string name)
    {
        LinkName.Require(name);
        var request = Request(GetLink, 0, default).Text(LinkReader.NameAttribute, name);
        Link? found = null;
        return socket.TryExecute(request, Absent, message => found = LinkReader.Read(message.Payload)) ? found : null;
    }

    public Link Get(string name) =>
        Find(name) ?? throw new NetlinkException($"There is no interface {name}.", Errno.NoSuchDevice);

    public IReadOnlyList<Link> List()
    {
        var links = new List<Link>();
        var request = new NetlinkRequest(GetLink, NetlinkFlags.Dump).Fixed(default(InterfaceMessage));
        socket.Dump(request, links.Clear, message => Add(links, message));
        return links;
    }

    /// <returns>False: the kernel does not know this kind.</returns>
    public bool TryCreate(string name, string kind)
    {
        LinkName.Require(name);
        var request = Request(NewLink, NetlinkFlags.Create | NetlinkFlags.Exclusive, default);
        request.Text(LinkReader.NameAttribute, name);
        request.BeginNest(LinkReader.InfoAttribute).Text(LinkReader.InfoKindAttribute, kind).EndNest();
        return socket.TryExecute(request, UnknownKind);
    }

    public void BringUp(int index, int mtu)
    {
        var header = new InterfaceMessage
        {
            Index = index,
            Flags = LinkReader.Up,
            Change = LinkReader.Up,
        };
        socket.Execute(Request(NewLink, 0, header).Attribute(LinkReader.MtuAttribute, mtu));
    }

    /// <summary>No error when it has gone already.</summary>
    public void Delete(int index) =>
        socket.TryExecute(Request(DeleteLink, 0, new InterfaceMessage { Index = index }), Absent);

    private static NetlinkRequest Request(ushort type, int flags, InterfaceMessage header) =>
        new NetlinkRequest(type, (ushort)(flags | NetlinkFlags.Acknowledge)).Fixed(header);

    private static void Add(List<Link> links, NetlinkMessage message)
    {
        if (message.Type == NewLink && LinkReader.Read(message.Payload) is { } link)
        {
            links.Add(link);
        }
    }

    /// <summary><c>struct ifinfomsg</c></summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct InterfaceMessage
    {
        public byte Family { get; init; }

        public ushort HardwareType { get; init; }

        public int Index { get; init; }

        public uint Flags { get; init; }

        public uint Change { get; init; }
    }
}
