using System.Runtime.InteropServices;

namespace Holdfast.Linux.Netlink;

/// <summary>
/// Takes the messages of one datagram apart. Any bytes are accepted: reading stops at the first message whose length is wrong, and
/// <see cref="Malformed"/> tells.
/// </summary>
internal ref struct NetlinkMessageReader(ReadOnlySpan<byte> datagram)
{
    private ReadOnlySpan<byte> _rest = datagram;

    public NetlinkMessage Current { get; private set; }

    public bool Malformed { get; private set; }

    public bool MoveNext()
    {
        if (Malformed || _rest.IsEmpty)
        {
            return false;
        }

        var length = _rest.Length < NetlinkMessage.HeaderLength ? 0 : MemoryMarshal.Read<uint>(_rest);
        if (length < NetlinkMessage.HeaderLength || length > _rest.Length)
        {
            Malformed = true;
            return false;
        }

        Take((int)length);
        return true;
    }

    private void Take(int length)
    {
        Current = new NetlinkMessage(
            MemoryMarshal.Read<ushort>(_rest[4..]),
            MemoryMarshal.Read<ushort>(_rest[6..]),
            MemoryMarshal.Read<uint>(_rest[8..]),
            _rest[NetlinkMessage.HeaderLength..length]
        );
        // The last message of a datagram may come without its padding.
        _rest = _rest[Math.Min(NetlinkAlignment.Up(length), _rest.Length)..];
    }
}
