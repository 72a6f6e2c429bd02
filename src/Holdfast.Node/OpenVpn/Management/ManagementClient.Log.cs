using Microsoft.Extensions.Logging;

namespace Holdfast.Node.OpenVpn.Management;

internal sealed partial class ManagementClient
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.ManagementLineRefused,
            LogLevel.Warning,
            "OpenVPN said what we do not understand: {Reason}"
        )]
        public static partial void LineRefused(ILogger logger, string reason);
    }
}
