using Microsoft.Extensions.Logging;

namespace Holdfast.Node.OpenVpn;

internal sealed partial class Eviction
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.ClientsCutOff, LogLevel.Information, "{Device}: cut off client {Name}: {Answer}")]
        public static partial void CutOff(ILogger logger, string device, string name, string answer);
    }
}
