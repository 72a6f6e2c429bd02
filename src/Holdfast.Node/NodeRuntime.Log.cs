using Holdfast.Link.Addresses;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node;

internal sealed partial class NodeRuntime
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.NodeStarted,
            LogLevel.Information,
            "Node {Node} starts at revision {Revision} with {Peers} WireGuard peers and {Clients} OpenVPN clients"
        )]
        public static partial void Started(ILogger logger, string node, Revision revision, int peers, int clients);

        [LoggerMessage(EventIds.NodeReady, LogLevel.Information, "Node {Node} listens for portals on {Address}")]
        public static partial void Ready(ILogger logger, string node, LinkAddress address);

        [LoggerMessage(EventIds.TcpNotServed, LogLevel.Error, "WireGuard inside TCP is not served: {Problem}")]
        public static partial void TcpNotServed(ILogger logger, string problem);

        [LoggerMessage(EventIds.NodeRemoved, LogLevel.Information, "Everything of the node is taken away")]
        public static partial void Removed(ILogger logger);

        [LoggerMessage(EventIds.StateDamaged, LogLevel.Error, "{Problem}")]
        public static partial void StateDamaged(ILogger logger, Problem problem);

        [LoggerMessage(
            EventIds.EnrolmentOpen,
            LogLevel.Information,
            "No portal knows this node yet; the enrolment code is in {File}"
        )]
        public static partial void EnrolmentOpen(ILogger logger, string file);
    }
}
