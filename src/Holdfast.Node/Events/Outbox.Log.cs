using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Events;

public sealed partial class Outbox
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.OutboxDamaged,
            LogLevel.Error,
            "The outbox {Path} is damaged and set aside; a new one begins"
        )]
        public static partial void Damaged(ILogger logger, string path);

        [LoggerMessage(
            EventIds.OutboxFull,
            LogLevel.Warning,
            "No portal has taken events for long; of more than {Limit} the least important are dropped"
        )]
        public static partial void Full(ILogger logger, int limit);

        [LoggerMessage(EventIds.OutboxFailing, LogLevel.Error, "{Problem}")]
        public static partial void Failing(ILogger logger, Problem problem);
    }
}
