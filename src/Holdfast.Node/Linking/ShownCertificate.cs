using Holdfast.Model.Problems;
using Holdfast.Pki.Served;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Linking;

/// <summary>
/// What clients of WireGuard inside TCP see. Apps insist on an authority that the device trusts, so the administrator's files go before
/// what the portal signs. A node without usable files carries all other traffic.
/// </summary>
internal sealed partial class ShownCertificate
{
    private readonly ILogger<ShownCertificate> _logger;
    private readonly CertificateFileWatch? _files;
    private readonly bool _portalTells;

    public ShownCertificate(NodeOptions options, string home, TimeProvider time, ILogger<ShownCertificate> logger)
    {
        _logger = logger;
        _portalTells = options.IsBesidePortal;
        if (options.WireGuardTcpPort == 0)
        {
            return;
        }
        if (CertificateFiles.From(options.TlsCertificate, options.TlsKey) is { } files)
        {
            _files = new(files, options.HostName, time, Tell);
        }
        else
        {
            Signed = new(home, options.HostName);
        }
    }

    /// <summary>Null: the portal has nothing to sign.</summary>
    public ServiceCertificate? Signed { get; }

    /// <summary>Null: none yet.</summary>
    public ServerCertificate? Current => _files is null ? Signed?.Current : _files.Current;

    private void Tell(ServerCertificate? read, IReadOnlyList<Problem> problems)
    {
        if (read is not null)
        {
            Log.Loaded(_logger, read.Own.Subject, read.Own.NotAfter);
            if (_portalTells)
            {
                // What clients will not like: it has the same files, and once is enough.
                return;
            }
        }
        foreach (var problem in problems)
        {
            Log.Unusable(_logger, problem);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.TcpCertificateLoaded,
            LogLevel.Information,
            "WireGuard inside TCP shows {Subject}, good until {End:u}"
        )]
        public static partial void Loaded(ILogger logger, string subject, DateTime end);

        [LoggerMessage(EventIds.TcpCertificateUnusable, LogLevel.Warning, "{Problem}")]
        public static partial void Unusable(ILogger logger, Problem problem);
    }
}
