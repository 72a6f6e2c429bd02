using System.Buffers;
using System.Net;
using System.Text.Unicode;
using Holdfast.Model.Keys;

namespace Holdfast.Linux.WireGuard.UserSpace;

/// <summary>Writes requests of the cross-platform userspace configuration protocol (wireguard.com/xplatform).</summary>
internal static class UapiRequest
{
    public static ReadOnlyMemory<byte> Get { get; } = "get=1\n\n"u8.ToArray();

    /// <summary>One <c>set=1</c> with everything in it; peers keep their order.</summary>
    public static ReadOnlyMemory<byte> Set(DeviceChange change)
    {
        var text = new ArrayBufferWriter<byte>(256 + change.Peers.Count * 256);
        text.Write("set=1\n"u8);
        WriteKey(text, "private_key", change.PrivateKey);
        WriteLine(text, "listen_port", change.ListenPort);
        WriteLine(text, "fwmark", change.FirewallMark);
        foreach (var peer in change.Peers)
        {
            WritePeer(text, peer);
        }

        text.Write("\n"u8);
        return text.WrittenMemory;
    }

    private static void WritePeer(ArrayBufferWriter<byte> text, PeerChange peer)
    {
        WriteKey(text, "public_key", peer.PublicKey);
        if (peer.Remove)
        {
            text.Write("remove=true\n"u8);
            return;
        }

        if (peer.UpdateOnly)
        {
            text.Write("update_only=true\n"u8);
        }

        WriteKey(text, "preshared_key", peer.PresharedKey);
        WriteLine(text, "endpoint", peer.Endpoint is null ? null : Plain(peer.Endpoint));
        WriteLine(text, "persistent_keepalive_interval", peer.Keepalive);
        WriteAllowedIPs(text, peer);
    }

    private static void WriteAllowedIPs(ArrayBufferWriter<byte> text, PeerChange peer)
    {
        if (peer.AllowedIPs is not null)
        {
            text.Write("replace_allowed_ips=true\n"u8);
        }

        foreach (var network in (peer.AllowedIPs ?? []).Concat(peer.AddedAllowedIPs))
        {
            WriteLine<IPNetwork>(text, "allowed_ip", network);
        }
    }

    /// <summary>wireguard-go picks its IPv4 or IPv6 socket by the form of the address.</summary>
    private static IPEndPoint Plain(IPEndPoint endpoint) =>
        endpoint.Address.IsIPv4MappedToIPv6 ? new(endpoint.Address.MapToIPv4(), endpoint.Port) : endpoint;

    private static void WriteKey(ArrayBufferWriter<byte> text, string name, WireGuardKey? key)
    {
        if (key is not null)
        {
            WriteLine(text, name, key.ToHex());
        }
    }

    private static void WriteLine<T>(ArrayBufferWriter<byte> text, string name, T? value)
        where T : struct
    {
        if (value is { } number)
        {
            Write(text, name, number);
        }
    }

    private static void WriteLine(ArrayBufferWriter<byte> text, string name, object? value)
    {
        if (value is not null)
        {
            Write(text, name, value);
        }
    }

    private static void Write<T>(ArrayBufferWriter<byte> text, string name, T value)
    {
        // Longest: an IPv6 endpoint with its zone, or a key.
        var target = text.GetSpan(192);
        if (!Utf8.TryWrite(target, $"{name}={value}\n", out var written))
        {
            throw new InvalidOperationException($"The value of {name} is too long.");
        }

        text.Advance(written);
    }
}
