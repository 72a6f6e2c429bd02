using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Linking;

internal sealed partial class PortalSession
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.Unexpected,
            LogLevel.Warning,
            "Portal {Portal} sent {Message}, which a node does not take"
        )]
        public static partial void Unexpected(ILogger logger, string portal, string message);

        [LoggerMessage(EventIds.CertificateRenewed, LogLevel.Information, "The certificate for {Purpose} is renewed")]
        public static partial void CertificateRenewed(ILogger logger, string purpose);

        [LoggerMessage(EventIds.CertificateRefused, LogLevel.Error, "{Problem}")]
        public static partial void CertificateRefused(ILogger logger, Problem problem);
    }
}
