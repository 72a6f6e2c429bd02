using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Features.OAuth;

public sealed partial class TokenExchange
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.TokenReplayed, LogLevel.Warning, "Authorization {Id} revoked: {Reason}")]
        public static partial void Replayed(ILogger logger, Guid id, string reason);
    }
}
