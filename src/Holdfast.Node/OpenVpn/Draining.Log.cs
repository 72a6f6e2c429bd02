using Microsoft.Extensions.Logging;

namespace Holdfast.Node.OpenVpn;

internal sealed partial class Draining
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.ClientsSentOn,
            LogLevel.Information,
            "{Device}: told {Sent} of {All} clients to go to another server"
        )]
        public static partial void SentOn(ILogger logger, string device, int sent, int all);
    }
}
