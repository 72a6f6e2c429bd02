using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Nodes;

public sealed partial class NodeLink
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.LinkUp,
            LogLevel.Information,
            "Linked to node {Node} ({Software}), which is at revision {Revision}"
        )]
        public static partial void Up(ILogger logger, string node, string software, string revision);

        [LoggerMessage(EventIds.LinkDown, LogLevel.Warning, "No link to node {Node}: {Reason}")]
        public static partial void Down(ILogger logger, string node, string reason);

        [LoggerMessage(EventIds.ApplyFailed, LogLevel.Warning, "Node {Node}: {Problem} {Profile}: {Detail}")]
        public static partial void ApplyFailed(
            ILogger logger,
            string node,
            string problem,
            string profile,
            string detail
        );

        [LoggerMessage(
            EventIds.LinkWaits,
            LogLevel.Warning,
            "What node {Node} says has to wait for the database: {Reason}"
        )]
        public static partial void DatabaseAway(ILogger logger, string node, string reason);

        [LoggerMessage(EventIds.NodeDoubted, LogLevel.Warning, "Node {Node}: {Problem}")]
        public static partial void Doubted(ILogger logger, string node, string problem);

        [LoggerMessage(
            EventIds.EventsMissed,
            LogLevel.Warning,
            "Node {Node} had no room for {Count} of its events while no portal took them; its own log says which"
        )]
        public static partial void Missed(ILogger logger, string node, long count);

        [LoggerMessage(EventIds.LinkFailed, LogLevel.Error, "The link to node {Node} failed; it is dialled again")]
        public static partial void Failed(ILogger logger, string node, Exception failure);

        [LoggerMessage(
            EventIds.Resync,
            LogLevel.Information,
            "Node {Node} at revision {Revision} asks to be told everything"
        )]
        public static partial void Resync(ILogger logger, string node, string revision);
    }
}
