using Microsoft.Extensions.Logging;

namespace Holdfast.Node.WireGuard;

public sealed partial class WireGuardPlane
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.WireGuardMended,
            LogLevel.Information,
            "{Interface} is as wanted, with {Peers} peers; {Failures} failures"
        )]
        public static partial void Mended(ILogger logger, string @interface, int peers, int failures);

        [LoggerMessage(EventIds.WireGuardRemoved, LogLevel.Information, "{Interface} is removed")]
        public static partial void Removed(ILogger logger, string @interface);
    }
}
