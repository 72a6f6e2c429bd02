using System.Net;
using System.Net.Sockets;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Heartbeat;
using Holdfast.Linux.Netlink;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Agent;

/// <summary>Opens the sockets of all heartbeat paths, or says of each why not.</summary>
internal static class PathOpening
{
    /// <param name="file">Without mistakes.</param>
    public static Outcome<IReadOnlyList<IHeartbeatPath>> OpenAll(FailoverFile file)
    {
        List<IHeartbeatPath> opened = [];
        List<Problem> problems = [];
        for (var i = 0; i < file.Group.Paths.Count; i++)
        {
            try
            {
                opened.Add(Open(file, i));
            }
            catch (Exception e) when (e is NetlinkException or IOException or SocketException)
            {
                problems.Add(AgentProblems.NoPath.At($"group.paths[{i}]", e.Message));
            }
        }

        if (problems.Count == 0)
        {
            return Outcome<IReadOnlyList<IHeartbeatPath>>.Of(opened);
        }

        Close(opened);
        return Outcome<IReadOnlyList<IHeartbeatPath>>.Failed(problems);
    }

    public static void Close(IEnumerable<IHeartbeatPath> paths)
    {
        foreach (var path in paths)
        {
            path.Dispose();
        }
    }

    private static IHeartbeatPath Open(FailoverFile file, int index)
    {
        var path = file.Group.Paths[index];
        var self = file.Group.Members.Single(member => member.Id == file.Local.Member).Addresses[index];
        IReadOnlyList<IPAddress> peers =
        [
            .. file
                .Group.Members.Where(member => member.Id != file.Local.Member)
                .Select(member => member.Addresses[index]),
        ];
        return path.Carrier == Carrier.Udp
            ? UdpPath.Open(new IPEndPoint(self, path.Port), peers)
            : VrrpPath.Open(file.Local.Links[path.Network], self, path.Carrier == Carrier.Unicast ? peers : null);
    }
}
