using System.Net;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.WireGuardTcp;

public sealed partial class WireGuardTcpRelay
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.TcpRefused,
            LogLevel.Warning,
            "Too many WireGuard connections over TCP; refused one from {Address}"
        )]
        public static partial void Refused(ILogger logger, IPAddress address);

        [LoggerMessage(EventIds.TcpEnded, LogLevel.Debug, "A WireGuard connection over TCP ended: {Reason}")]
        public static partial void Ended(ILogger logger, string reason);
    }
}
