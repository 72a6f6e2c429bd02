using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Holdfast.Node.Takeover.Connections;

/// <summary>The configuration of conntrackd, see conntrackd.conf(5).</summary>
internal static class ConntrackdText
{
    /// <summary>
    /// What the other node knows goes straight into our kernel, so that a takeover has nothing to do. Connections with the nodes
    /// themselves are left out: each node answers its own.
    /// </summary>
    /// <param name="ignored">Addresses of the nodes, and those that move between them.</param>
    public static string Render(
        ConnectionWay way,
        IEnumerable<IPAddress> ignored,
        string lockFile,
        string socket,
        string log
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            Sync {
                Mode FTFW {
                    DisableExternalCache yes
                    StartupResync yes
                }
                UDP {
                    {{Family(way.Own)}}_address {{way.Own}}
                    {{Family(way.Other)}}_Destination_Address {{way.Other}}
                    Port {{way.Port}}
                    Interface {{way.Link}}
                    Checksum yes
                }
            }
            General {
                Systemd no
                LogFile {{log}}
                LockFile {{lockFile}}
                UNIX {
                    Path {{socket}}
                }
                HashSize 32768
                HashLimit 524288
                NetlinkBufferSize 2097152
                NetlinkBufferSizeMaxGrowth 8388608
                Filter From Kernelspace {
                    Protocol Accept {
                        TCP
                        UDP
                    }
                    Address Ignore {
            {{string.Join('\n', Ignored(ignored))}}
                    }
                }
            }

            """
        );

    private static IEnumerable<string> Ignored(IEnumerable<IPAddress> addresses) =>
        addresses
            .Prepend(IPAddress.IPv6Loopback)
            .Prepend(IPAddress.Loopback)
            .Distinct()
            .Select(address => $"            {Family(address)}_address {address}");

    private static string Family(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? "IPv4" : "IPv6";
}
