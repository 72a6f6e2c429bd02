using Holdfast.Model.DesiredState;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Agent;

internal sealed partial class AgentHost
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.Configured,
            LogLevel.Information,
            "Told a configuration ({Revision}), the agent {What}"
        )]
        public static partial void Configured(ILogger logger, Revision revision, string what);

        [LoggerMessage(EventIds.Forgotten, LogLevel.Information, "No portal wants a group here: not configured")]
        public static partial void Forgotten(ILogger logger);

        [LoggerMessage(EventIds.Waits, LogLevel.Warning, "The agent cannot live by its configuration yet: {Problem}")]
        public static partial void Waits(ILogger logger, Problem problem);
    }
}
