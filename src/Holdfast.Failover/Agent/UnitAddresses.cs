using System.Net;
using Holdfast.Linux.Neighbours;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.VirtualAddresses;

namespace Holdfast.Failover.Agent;

/// <summary>The addresses of one unit on this machine: taken, kept and given up together. Not for several threads.</summary>
internal sealed class UnitAddresses : IDisposable
{
    private readonly LeasedAddresses _kernel = new();
    private readonly IReadOnlyList<(string Link, IPAddress Address)> _addresses;
    private readonly IReadOnlyList<(LinkPort Port, Announcement Announcement)> _announcements;
    private readonly TimeSpan _lease;
    private TimeSpan _renewAt = TimeSpan.MaxValue;

    /// <exception cref="NetlinkException">A link is not there or has no Ethernet address.</exception>
    /// <exception cref="IOException">CAP_NET_RAW is missing.</exception>
    public UnitAddresses(IReadOnlyList<(string Link, IPAddress Address)> addresses, TimeSpan lease)
    {
        _addresses = addresses;
        _lease = lease;
        _announcements = [.. addresses.GroupBy(one => one.Link).Select(Prepare)];
    }

    /// <summary>When <see cref="Renew"/> is due; never while nothing is held.</summary>
    public TimeSpan RenewAt => _renewAt;

    /// <param name="until">The kernel is not told to keep them for longer.</param>
    /// <returns>Why not all of them are there; null: they are.</returns>
    public string? Take(TimeSpan now, TimeSpan until)
    {
        var failure = Hold(now, until);
        Announce();
        return failure;
    }

    /// <inheritdoc cref="Take"/>
    public string? Renew(TimeSpan now, TimeSpan until) => now >= _renewAt ? Hold(now, until) : null;

    public void Announce()
    {
        foreach (var (port, announcement) in _announcements)
        {
            // A link that is down has no neighbours; health tells of it.
            announcement.TrySend(port);
        }
    }

    /// <returns>Why not all of them are gone; the kernel removes what is left when its time is over. Null: they are.</returns>
    public string? Drop()
    {
        _renewAt = TimeSpan.MaxValue;
        return Each((link, address) => _kernel.Drop(link, address));
    }

    public void Dispose()
    {
        _kernel.Dispose();
        foreach (var (port, _) in _announcements)
        {
            port.Dispose();
        }
    }

    private string? Hold(TimeSpan now, TimeSpan until)
    {
        // Four times in a lease: one that is late or lost does no harm.
        _renewAt = now + (_lease / 4);
        var life = until - now < _lease ? until - now : _lease;
        return life > TimeSpan.Zero ? Each((link, address) => _kernel.Hold(link, address, life)) : null;
    }

    private string? Each(Action<string, IPAddress> work)
    {
        string? failure = null;
        foreach (var (link, address) in _addresses)
        {
            try
            {
                work(link, address);
            }
            catch (NetlinkException refused)
            {
                failure = $"{address} on {link}: {refused.Message}";
            }
        }

        return failure;
    }

    private static (LinkPort, Announcement) Prepare(IGrouping<string, (string Link, IPAddress Address)> onLink)
    {
        var port = LinkPort.ToSend(onLink.Key);
        return (port, new Announcement(port.Mac, onLink.Select(one => one.Address)));
    }
}
