using Microsoft.Extensions.Logging;

namespace Holdfast.Link.Listening;

public sealed partial class LinkListener
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.PortalRefused, LogLevel.Warning, "Portal at {Remote} refused: {Problem}")]
        public static partial void PortalRefused(ILogger logger, string remote, string problem);

        [LoggerMessage(EventIds.LinkOpened, LogLevel.Information, "Portal {Portal} is linked")]
        public static partial void LinkOpened(ILogger logger, string portal);

        [LoggerMessage(EventIds.LinkClosed, LogLevel.Information, "The link of portal {Portal} ended: {Reason}")]
        public static partial void LinkClosed(ILogger logger, string portal, string reason);

        [LoggerMessage(EventIds.LinkFailed, LogLevel.Error, "Serving the link of portal {Portal} failed")]
        public static partial void LinkFailed(ILogger logger, string portal, Exception failure);

        [LoggerMessage(
            EventIds.ArrivalsFull,
            LogLevel.Warning,
            "Too many connections arrive; {Remote} was turned away"
        )]
        public static partial void ArrivalsFull(ILogger logger, string remote);

        [LoggerMessage(EventIds.ArrivalTimedOut, LogLevel.Information, "{Remote} connected and became no link in time")]
        public static partial void ArrivalTimedOut(ILogger logger, string remote);
    }
}
