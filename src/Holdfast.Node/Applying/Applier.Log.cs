using Holdfast.Model.DesiredState;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Applying;

public sealed partial class Applier
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.Fault, LogLevel.Warning, "The data plane needs mending: {What}")]
        public static partial void Fault(ILogger logger, string what);

        [LoggerMessage(EventIds.ApplierStopped, LogLevel.Information, "Applying ends at revision {Revision}")]
        public static partial void Stopped(ILogger logger, Revision revision);
    }
}
