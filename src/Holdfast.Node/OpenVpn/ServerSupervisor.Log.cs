using Microsoft.Extensions.Logging;

namespace Holdfast.Node.OpenVpn;

internal sealed partial class ServerSupervisor
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.OpenVpnStarted,
            LogLevel.Information,
            "{Device}: OpenVPN started as process {ProcessId}"
        )]
        public static partial void Started(ILogger logger, string device, int processId);

        [LoggerMessage(EventIds.OpenVpnAdopted, LogLevel.Information, "{Device}: found OpenVPN as process {ProcessId}")]
        public static partial void Adopted(ILogger logger, string device, int processId);

        [LoggerMessage(EventIds.OpenVpnEnded, LogLevel.Warning, "{Device}: OpenVPN process {ProcessId} ended: {Words}")]
        public static partial void Ended(ILogger logger, string device, int processId, string words);

        [LoggerMessage(EventIds.OpenVpnStartFailed, LogLevel.Error, "{Device}: OpenVPN could not be started")]
        public static partial void StartFailed(ILogger logger, Exception e, string device);

        [LoggerMessage(EventIds.OpenVpnStopped, LogLevel.Information, "{Device}: stopped OpenVPN process {ProcessId}")]
        public static partial void Stopped(ILogger logger, string device, int processId);
    }
}
