using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Firewall;

public sealed partial class FirewallPlane
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.RulesApplied, LogLevel.Information, "Applied the firewall rules")]
        public static partial void RulesApplied(ILogger logger);

        [LoggerMessage(
            EventIds.RulesWereChanged,
            LogLevel.Warning,
            "Somebody changed the table inet holdfast; it is put in order"
        )]
        public static partial void RulesWereChanged(ILogger logger);
    }
}
