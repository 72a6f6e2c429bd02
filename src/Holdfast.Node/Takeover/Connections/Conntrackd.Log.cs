using System.Net;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Takeover.Connections;

internal sealed partial class Conntrackd
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.ConntrackdStarted,
            LogLevel.Information,
            "conntrackd tells {Other} of the connections that are translated here, from {Own} on {Link}"
        )]
        public static partial void ConntrackdStarted(ILogger logger, IPAddress own, IPAddress other, string link);

        [LoggerMessage(EventIds.ConntrackdStopped, LogLevel.Information, "conntrackd is stopped")]
        public static partial void ConntrackdStopped(ILogger logger);

        [LoggerMessage(EventIds.ConntrackdEnded, LogLevel.Error, "conntrackd ended: {Words}")]
        public static partial void ConntrackdEnded(ILogger logger, string words);
    }
}
