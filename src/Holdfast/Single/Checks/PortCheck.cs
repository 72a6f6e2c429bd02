using System.Net;
using System.Net.Sockets;
using Holdfast.Model.Problems;
using Holdfast.Problems;

namespace Holdfast.Single.Checks;

/// <summary>Each port can be had. What a node of this state folder left running keeps its own.</summary>
internal sealed class PortCheck(
    PortOwners owners,
    LeftOvers leftOvers,
    Func<ServerOptions, IReadOnlyList<WantedPort>> ports
) : IStartCheck
{
    public PortCheck(PortOwners owners, LeftOvers leftOvers)
        : this(owners, leftOvers, WantedPort.Of) { }

    public IEnumerable<Problem> Check(ServerOptions options)
    {
        var wanted = ports(options);
        return wanted.SelectMany(InvalidOrTaken).Concat(Twice(wanted));
    }

    private IEnumerable<Problem> InvalidOrTaken(WantedPort wanted)
    {
        if (wanted.Number is < 1 or > 65535)
        {
            yield return StartProblems.PortInvalid.At(wanted.Option, $"It is {wanted.Number}.");
        }
        else if (!IsFree(wanted) && Describe(wanted) is { } detail)
        {
            yield return StartProblems.PortInUse.At(wanted.Option, detail);
        }
    }

    private static IEnumerable<Problem> Twice(IReadOnlyList<WantedPort> wanted) =>
        wanted
            .GroupBy(port => (port.Protocol, port.Number))
            .Where(group => group.Count() > 1)
            .Select(group =>
                StartProblems.PortTwice.At(
                    string.Join(" and ", group.Select(port => port.Option)),
                    $"Both are {group.Key.Number} of {WantedPort.NameOf(group.Key.Protocol)}."
                )
            );

    /// <summary>Null: what has the port is ours.</summary>
    private string? Describe(WantedPort wanted)
    {
        var port = $"{WantedPort.NameOf(wanted.Protocol)} port {wanted.Number}";
        var owner = owners.Find(wanted.Protocol, wanted.Number);
        if (owner is null)
        {
            return leftOvers.HasDevice
                ? null
                : $"{port} is taken by the kernel itself or a process that cannot be seen.";
        }
        return leftOvers.IsOurs(owner.ProcessId)
            ? null
            : $"{port} is taken by {owner.Name}, process {owner.ProcessId}.";
    }

    public static bool IsFree(WantedPort wanted)
    {
        try
        {
            using var socket = new Socket(
                Socket.OSSupportsIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork,
                wanted.Protocol == ProtocolType.Tcp ? SocketType.Stream : SocketType.Dgram,
                wanted.Protocol
            );
            if (Socket.OSSupportsIPv6)
            {
                socket.DualMode = true;
            }
            socket.Bind(new IPEndPoint(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, wanted.Number));
            if (wanted.Protocol == ProtocolType.Tcp)
            {
                socket.Listen();
            }
            return true;
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
        catch (SocketException)
        {
            // Not for us to bind (a low port without rights): another check tells why.
            return true;
        }
    }
}
