using Holdfast.Link.Addresses;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Linking;

internal sealed partial class PortalAccess
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.NodeReady, LogLevel.Information, "Node {Node} listens for portals on {Address}")]
        public static partial void Ready(ILogger logger, string node, LinkAddress address);

        [LoggerMessage(EventIds.TcpNotServed, LogLevel.Error, "WireGuard inside TCP is not served: {Problem}")]
        public static partial void TcpNotServed(ILogger logger, string problem);

        [LoggerMessage(
            EventIds.EnrolmentOpen,
            LogLevel.Information,
            "No portal knows this node yet; the enrolment code is in {File}"
        )]
        public static partial void EnrolmentOpen(ILogger logger, string file);
    }
}
