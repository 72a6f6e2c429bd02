using System.Runtime.InteropServices;
using Holdfast.Linux.Netlink;
using Holdfast.Model.Keys;

namespace Holdfast.Linux.WireGuard.Kernel;

/// <summary>
/// Puts the messages of a <c>WG_CMD_GET_DEVICE</c> dump together. Only the first of them describes the device, and a peer whose addresses
/// did not fit goes on in the next one, which begins with the same public key.
/// </summary>
internal sealed class KernelDeviceReader
{
    private readonly List<PeerBuilder> _peers = [];
    private WireGuardKey? _privateKey;
    private int _listenPort;
    private uint _firewallMark;

    /// <summary>Takes one message's payload. False when it is malformed; what was read before stays.</summary>
    public bool TryAdd(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < GenericNetlink.HeaderLength)
        {
            return false;
        }

        var attributes = GenericNetlink.Attributes(payload);
        while (attributes.MoveNext())
        {
            if (!TryAddToDevice(attributes.Current))
            {
                return false;
            }
        }

        return !attributes.Malformed;
    }

    public DeviceState Build() =>
        new(_privateKey, _listenPort, _firewallMark, [.. _peers.Select(peer => peer.Build())]);

    private bool TryAddToDevice(NetlinkAttribute attribute)
    {
        switch (attribute.Type)
        {
            case DeviceAttribute.PrivateKey:
                return TryReadOptionalKey(attribute, out _privateKey);
            case DeviceAttribute.ListenPort:
                var hasPort = attribute.TryRead(out ushort port);
                _listenPort = port;
                return hasPort;
            case DeviceAttribute.FirewallMark:
                return attribute.TryRead(out _firewallMark);
            case DeviceAttribute.Peers:
                return TryAddPeers(attribute.Nested);
            default:
                return true;
        }
    }

    private bool TryAddPeers(NetlinkAttributeReader peers)
    {
        while (peers.MoveNext())
        {
            if (!TryAddPeer(peers.Current.Nested))
            {
                return false;
            }
        }

        return !peers.Malformed;
    }

    /// <summary>The kernel writes the public key first, also where a peer goes on.</summary>
    private bool TryAddPeer(NetlinkAttributeReader attributes)
    {
        if (
            !attributes.MoveNext()
            || attributes.Current.Type != PeerAttribute.PublicKey
            || attributes.Current.Value.Length != WireGuardKey.Length
        )
        {
            return false;
        }

        var peer = PeerOf(new WireGuardKey(attributes.Current.Value));
        while (attributes.MoveNext())
        {
            if (!TryAddToPeer(peer, attributes.Current))
            {
                return false;
            }
        }

        return !attributes.Malformed;
    }

    private PeerBuilder PeerOf(WireGuardKey publicKey)
    {
        if (_peers.Count == 0 || !_peers[^1].PublicKey.Equals(publicKey))
        {
            _peers.Add(new PeerBuilder(publicKey));
        }

        return _peers[^1];
    }

    private static bool TryAddToPeer(PeerBuilder peer, NetlinkAttribute attribute) =>
        attribute.Type switch
        {
            PeerAttribute.PresharedKey => TryAddPresharedKey(peer, attribute),
            PeerAttribute.Endpoint => TryAddEndpoint(peer, attribute),
            PeerAttribute.Keepalive => TryAddKeepalive(peer, attribute),
            PeerAttribute.LastHandshake => TryAddHandshake(peer, attribute),
            PeerAttribute.Received => TryAddReceived(peer, attribute),
            PeerAttribute.Sent => TryAddSent(peer, attribute),
            PeerAttribute.AllowedIPs => TryAddAllowedIPs(peer, attribute.Nested),
            _ => true,
        };

    private static bool TryAddPresharedKey(PeerBuilder peer, NetlinkAttribute attribute)
    {
        var valid = TryReadOptionalKey(attribute, out var key);
        peer.PresharedKey = key;
        return valid;
    }

    private static bool TryAddEndpoint(PeerBuilder peer, NetlinkAttribute attribute)
    {
        peer.Endpoint = SocketAddress.Read(attribute.Value);
        return peer.Endpoint is not null;
    }

    private static bool TryAddKeepalive(PeerBuilder peer, NetlinkAttribute attribute)
    {
        var valid = attribute.TryRead(out ushort seconds);
        peer.Keepalive = seconds;
        return valid;
    }

    /// <summary><c>struct __kernel_timespec</c>: two numbers of 64 bits.</summary>
    private static bool TryAddHandshake(PeerBuilder peer, NetlinkAttribute attribute)
    {
        if (attribute.Value.Length != 2 * sizeof(long))
        {
            return false;
        }

        peer.HandshakeSeconds = MemoryMarshal.Read<long>(attribute.Value);
        peer.HandshakeNanoseconds = MemoryMarshal.Read<long>(attribute.Value[sizeof(long)..]);
        return true;
    }

    private static bool TryAddAllowedIPs(PeerBuilder peer, NetlinkAttributeReader networks)
    {
        while (networks.MoveNext())
        {
            if (AllowedIPReader.Read(networks.Current.Nested) is not { } network)
            {
                return false;
            }

            peer.Allow(network);
        }

        return !networks.Malformed;
    }

    private static bool TryAddReceived(PeerBuilder peer, NetlinkAttribute attribute)
    {
        var valid = attribute.TryRead(out long bytes) && bytes >= 0;
        peer.Received = bytes;
        return valid;
    }

    private static bool TryAddSent(PeerBuilder peer, NetlinkAttribute attribute)
    {
        var valid = attribute.TryRead(out long bytes) && bytes >= 0;
        peer.Sent = bytes;
        return valid;
    }

    private static bool TryReadOptionalKey(NetlinkAttribute attribute, out WireGuardKey? key)
    {
        var valid = attribute.Value.Length == WireGuardKey.Length;
        var isSet = valid && attribute.Value.ContainsAnyExcept((byte)0);
        key = isSet ? new WireGuardKey(attribute.Value) : null;
        return valid;
    }
}
