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
            "The node starts at revision {Revision} with {Peers} WireGuard peers and {Clients} OpenVPN clients"
        )]
        public static partial void Started(ILogger logger, Revision revision, int peers, int clients);

        [LoggerMessage(EventIds.NodeRemoved, LogLevel.Information, "Everything of the node is taken away")]
        public static partial void Removed(ILogger logger);

        [LoggerMessage(EventIds.StateDamaged, LogLevel.Error, "{Problem}")]
        public static partial void StateDamaged(ILogger logger, Problem problem);
    }
}
