using Microsoft.Extensions.Logging;

namespace Holdfast.Link.Enrolling;

public sealed partial class EnrolmentDesk
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.Enrolled, LogLevel.Information, "Enrolled as node {NodeId}")]
        public static partial void Enrolled(ILogger logger, string nodeId);

        [LoggerMessage(EventIds.EnrolmentRefused, LogLevel.Warning, "An enrolment was refused: {Problem}")]
        public static partial void Refused(ILogger logger, string problem);

        [LoggerMessage(
            EventIds.CodeNotBurnt,
            LogLevel.Warning,
            "The used enrolment code could not be burnt, and stays good for the portals of this node until its end: {Reason}"
        )]
        public static partial void NotBurnt(ILogger logger, string reason);
    }
}
