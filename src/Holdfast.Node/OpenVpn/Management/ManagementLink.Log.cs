using Microsoft.Extensions.Logging;

namespace Holdfast.Node.OpenVpn.Management;

internal sealed partial class ManagementLink
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.ManagementAttached, LogLevel.Debug, "{Device}: attached to the management socket")]
        public static partial void Attached(ILogger logger, string device);

        [LoggerMessage(EventIds.ManagementLost, LogLevel.Debug, "{Device}: the management connection ended")]
        public static partial void Lost(ILogger logger, string device);
    }
}
