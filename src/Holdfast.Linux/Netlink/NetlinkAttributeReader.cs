using System.Runtime.InteropServices;

namespace Holdfast.Linux.Netlink;

/// <summary>
/// Takes a list of attributes apart. Any bytes are accepted: reading stops at the first attribute whose length is wrong, and
/// <see cref="Malformed"/> tells. It does not descend by itself, so no depth of nesting can exhaust anything.
/// </summary>
internal ref struct NetlinkAttributeReader(ReadOnlySpan<byte> attributes)
{
    private ReadOnlySpan<byte> _rest = attributes;

    public NetlinkAttribute Current { get; private set; }

    public bool Malformed { get; private set; }

    public bool MoveNext()
    {
        if (Malformed || _rest.IsEmpty)
        {
            return false;
        }

        var length = _rest.Length < NetlinkAttribute.HeaderLength ? 0 : MemoryMarshal.Read<ushort>(_rest);
        if (length < NetlinkAttribute.HeaderLength || length > _rest.Length)
        {
            Malformed = true;
            return false;
        }

        Take(length);
        return true;
    }

    private void Take(int length)
    {
        var type = (ushort)(MemoryMarshal.Read<ushort>(_rest[2..]) & NetlinkAttribute.TypeMask);
        Current = new NetlinkAttribute(type, _rest[NetlinkAttribute.HeaderLength..length]);
        _rest = _rest[Math.Min(NetlinkAlignment.Up(length), _rest.Length)..];
    }
}
