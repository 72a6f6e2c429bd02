using System.Net;
using Holdfast.Linux.Netlink;

namespace Holdfast.Linux.WireGuard.Kernel;

/// <summary>
/// Turns a change into <c>WG_CMD_SET_DEVICE</c> requests. One attribute holds no more than 64 KiB, so a long list of peers is cut into
/// several requests, and a peer with a long list of addresses goes on in the next one.
/// </summary>
internal sealed class KernelChangeWriter
{
    /// <summary>A request is closed once it is longer than this; what is then added at most, one peer without addresses, is 150 bytes.</summary>
    public const int SoftLimit = 32 * 1024;

    private readonly ushort _family;
    private readonly int _linkIndex;
    private readonly List<NetlinkRequest> _requests = [];
    private NetlinkRequest _request;

    private KernelChangeWriter(ushort family, int linkIndex)
    {
        _family = family;
        _linkIndex = linkIndex;
        _request = Begin();
    }

    public static IReadOnlyList<NetlinkRequest> Write(ushort family, int linkIndex, DeviceChange change)
    {
        var writer = new KernelChangeWriter(family, linkIndex);
        writer.WriteDevice(change);
        writer._request.BeginNest(DeviceAttribute.Peers);
        foreach (var peer in change.Peers)
        {
            writer.WritePeer(peer);
        }

        writer.EndRequest();
        return writer._requests;
    }

    private NetlinkRequest Begin() =>
        GenericNetlink
            .Request(_family, WireGuardCommand.SetDevice, WireGuardCommand.Version, NetlinkFlags.Acknowledge)
            .Attribute(DeviceAttribute.LinkIndex, _linkIndex);

    private void EndRequest() => _requests.Add(_request.EndNest());

    private void WriteDevice(DeviceChange change)
    {
        if (change.PrivateKey is { } key)
        {
            _request.Attribute(DeviceAttribute.PrivateKey, key.Bytes);
        }

        if (change.ListenPort is { } port)
        {
            _request.Attribute(DeviceAttribute.ListenPort, (ushort)port);
        }

        if (change.FirewallMark is { } mark)
        {
            _request.Attribute(DeviceAttribute.FirewallMark, mark);
        }
    }

    private void WritePeer(PeerChange peer)
    {
        if (_request.Length > SoftLimit)
        {
            EndRequest();
            _request = Begin().BeginNest(DeviceAttribute.Peers);
        }

        BeginPeer(peer, FlagsOf(peer));
        if (!peer.Remove)
        {
            WriteSettings(peer);
            WriteAllowedIPs(peer);
        }

        _request.EndNest();
    }

    private static uint FlagsOf(PeerChange peer) =>
        peer.Remove
            ? PeerFlag.Remove
            : (peer.UpdateOnly ? PeerFlag.UpdateOnly : 0) | (peer.AllowedIPs is null ? 0 : PeerFlag.ReplaceAllowedIPs);

    /// <summary>Members of a list have no type of their own.</summary>
    private void BeginPeer(PeerChange peer, uint flags) =>
        _request
            .BeginNest(0)
            .Attribute(PeerAttribute.PublicKey, peer.PublicKey.Bytes)
            .Attribute(PeerAttribute.Flags, flags);

    private void WriteSettings(PeerChange peer)
    {
        if (peer.PresharedKey is { } preshared)
        {
            _request.Attribute(PeerAttribute.PresharedKey, preshared.Bytes);
        }

        if (peer.Endpoint is { } endpoint)
        {
            _request.Attribute(PeerAttribute.Endpoint, SocketAddress.Write(endpoint));
        }

        if (peer.Keepalive is { } keepalive)
        {
            _request.Attribute(PeerAttribute.Keepalive, (ushort)keepalive);
        }
    }

    private void WriteAllowedIPs(PeerChange peer)
    {
        _request.BeginNest(PeerAttribute.AllowedIPs);
        foreach (var network in (peer.AllowedIPs ?? []).Concat(peer.AddedAllowedIPs))
        {
            if (_request.Length > SoftLimit)
            {
                ContinueInNextRequest(peer);
            }

            Write(network);
        }

        _request.EndNest();
    }

    /// <summary>The list goes on, so it must not be replaced a second time; and the peer exists by now, if it may.</summary>
    private void ContinueInNextRequest(PeerChange peer)
    {
        _request.EndNest().EndNest();
        EndRequest();
        _request = Begin().BeginNest(DeviceAttribute.Peers);
        BeginPeer(peer, PeerFlag.UpdateOnly);
        _request.BeginNest(PeerAttribute.AllowedIPs);
    }

    private void Write(IPNetwork network)
    {
        var address = network.BaseAddress.GetAddressBytes();
        var family = address.Length == 4 ? SocketAddress.FamilyIPv4 : SocketAddress.FamilyIPv6;
        _request
            .BeginNest(0)
            .Attribute(AllowedIPAttribute.Family, family)
            .Attribute(AllowedIPAttribute.Address, address)
            .Attribute(AllowedIPAttribute.PrefixLength, (byte)network.PrefixLength)
            .EndNest();
    }
}
