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
            "{Problem} No portal has taken events for long. Of more than {Limit}, {Totals} totals and {Sessions} whole sessions are dropped"
        )]
        public static partial void Full(ILogger logger, int limit, int totals, int sessions, string problem);

        [LoggerMessage(
            EventIds.OutboxRenewed,
            LogLevel.Warning,
            "A portal knows events of {Path} that have not happened here: this machine is a copy. It goes on under a new id"
        )]
        public static partial void Renewed(ILogger logger, string path);

        [LoggerMessage(EventIds.OutboxFailing, LogLevel.Error, "{Problem}")]
        public static partial void Failing(ILogger logger, Problem problem);
    }
}
