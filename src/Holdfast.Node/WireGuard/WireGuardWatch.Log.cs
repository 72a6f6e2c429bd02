using Microsoft.Extensions.Logging;

namespace Holdfast.Node.WireGuard;

internal sealed partial class WireGuardWatch
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.WireGuardLookFailed, LogLevel.Warning, "Looking at {Interface} failed")]
        public static partial void LookFailed(ILogger logger, string @interface, Exception exception);
    }
}
