using Microsoft.Extensions.Logging;

namespace Holdfast.Node.OpenVpn;

internal sealed partial class OpenVpnServer
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.LogCut, LogLevel.Information, "{Device}: emptied OpenVPN's own log, it was too long")]
        public static partial void LogCut(ILogger logger, string device);
    }
}
