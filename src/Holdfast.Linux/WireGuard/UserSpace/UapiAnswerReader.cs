using System.Net;
using Holdfast.Model.Keys;

namespace Holdfast.Linux.WireGuard.UserSpace;

/// <summary>Takes the lines of an answer one by one. Lines after a <c>public_key</c> belong to that peer.</summary>
internal sealed class UapiAnswerReader
{
    /// <summary>Arbitrary limits, may be increased; with them a hostile answer costs bounded memory.</summary>
    public const int MaximumPeers = 200_000;
    public const int MaximumAllowedIPs = 1_000_000;

    private readonly List<PeerState> _peers = [];
    private WireGuardKey? _privateKey;
    private int _listenPort;
    private uint _firewallMark;
    private PeerBuilder? _peer;
    private int _allowedIPs;

    /// <summary>Null until that line was there.</summary>
    public long? Errno { get; private set; }

    /// <summary>False when the value is not what the name asks for, or stands where it may not.</summary>
    public bool TryAdd(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Errno is not null)
        {
            return false;
        }

        return name switch
        {
            _ when name.SequenceEqual("public_key"u8) => TryBeginPeer(value),
            _ when name.SequenceEqual("errno"u8) => TryAddErrno(value),
            _ when _peer is null => TryAddToDevice(name, value),
            _ => TryAddToPeer(_peer, name, value),
        };
    }

    public DeviceState Build()
    {
        EndPeer();
        return new DeviceState(_privateKey, _listenPort, _firewallMark, _peers);
    }

    private bool TryBeginPeer(ReadOnlySpan<byte> value)
    {
        EndPeer();
        if (_peers.Count >= MaximumPeers || !UapiValue.TryReadKey(value, out var key))
        {
            return false;
        }

        _peer = new PeerBuilder(key);
        return true;
    }

    private void EndPeer()
    {
        if (_peer is not null)
        {
            _peers.Add(_peer.Build());
            _peer = null;
        }
    }

    private bool TryAddErrno(ReadOnlySpan<byte> value)
    {
        var valid = UapiValue.TryReadNumber(value, int.MinValue, int.MaxValue, out var number);
        Errno = valid ? number : null;
        return valid;
    }

    private bool TryAddToDevice(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        name switch
        {
            _ when name.SequenceEqual("private_key"u8) => UapiValue.TryReadOptionalKey(value, out _privateKey),
            _ when name.SequenceEqual("listen_port"u8) => UapiValue.TryReadPort(value, out _listenPort),
            _ when name.SequenceEqual("fwmark"u8) => TryAddFirewallMark(value),
            _ => true,
        };

    private bool TryAddFirewallMark(ReadOnlySpan<byte> value)
    {
        var valid = UapiValue.TryReadNumber(value, 0, uint.MaxValue, out var number);
        _firewallMark = (uint)number;
        return valid;
    }

    private bool TryAddToPeer(PeerBuilder peer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        name switch
        {
            _ when name.SequenceEqual("allowed_ip"u8) => TryAllow(peer, value),
            _ when name.SequenceEqual("endpoint"u8) => TryAddEndpoint(peer, value),
            _ when name.SequenceEqual("preshared_key"u8) => TryAddPresharedKey(peer, value),
            _ when name.SequenceEqual("persistent_keepalive_interval"u8) => TryAddKeepalive(peer, value),
            _ => TryAddCounter(peer, name, value),
        };

    private bool TryAllow(PeerBuilder peer, ReadOnlySpan<byte> value)
    {
        if (_allowedIPs >= MaximumAllowedIPs || !IPNetwork.TryParse(value, out var network))
        {
            return false;
        }

        _allowedIPs++;
        peer.Allow(network);
        return true;
    }

    private static bool TryAddEndpoint(PeerBuilder peer, ReadOnlySpan<byte> value)
    {
        var valid = UapiValue.TryReadEndpoint(value, out var endpoint);
        peer.Endpoint = endpoint;
        return valid;
    }

    private static bool TryAddPresharedKey(PeerBuilder peer, ReadOnlySpan<byte> value)
    {
        var valid = UapiValue.TryReadOptionalKey(value, out var key);
        peer.PresharedKey = key;
        return valid;
    }

    private static bool TryAddKeepalive(PeerBuilder peer, ReadOnlySpan<byte> value)
    {
        var valid = UapiValue.TryReadPort(value, out var seconds);
        peer.Keepalive = seconds;
        return valid;
    }

    private static bool TryAddCounter(PeerBuilder peer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var valid = UapiValue.TryReadNumber(value, 0, long.MaxValue, out var number);
        switch (name)
        {
            case var _ when name.SequenceEqual("rx_bytes"u8):
                peer.Received = number;
                return valid;
            case var _ when name.SequenceEqual("tx_bytes"u8):
                peer.Sent = number;
                return valid;
            case var _ when name.SequenceEqual("last_handshake_time_sec"u8):
                peer.HandshakeSeconds = number;
                return valid;
            case var _ when name.SequenceEqual("last_handshake_time_nsec"u8):
                peer.HandshakeNanoseconds = number;
                return valid;
            default:
                return true;
        }
    }
}
