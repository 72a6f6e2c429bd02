using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Features.Configurations;

public sealed partial class ConfigurationIssuer
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.NodeSilent,
            LogLevel.Warning,
            "Node {Node} did not confirm revision {Revision} in time"
        )]
        public static partial void NodeSilent(ILogger logger, string node, string revision);

        [LoggerMessage(
            EventIds.NodeRefused,
            LogLevel.Warning,
            "Node {Node} refused a configuration: {Problem} {Detail}"
        )]
        public static partial void NodeRefused(ILogger logger, string node, string problem, string detail);
    }
}
