using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Applying;

internal sealed partial class PlaneRunner
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.PlaneThrew, LogLevel.Error, "{Plane} failed")]
        public static partial void Threw(ILogger logger, string plane, Exception exception);

        [LoggerMessage(EventIds.PlaneTooSlow, LogLevel.Error, "{Plane} did not come back within {Limit}")]
        public static partial void TooSlow(ILogger logger, string plane, TimeSpan limit);
    }
}
