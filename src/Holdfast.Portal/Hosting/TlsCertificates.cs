using System.Net;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Model.Problems;
using Holdfast.Pki.Authority;
using Holdfast.Pki.Served;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Hosting;

/// <summary>
/// The certificate of the public door: the administrator's files, read again when they change, or one of our own making, renewed before
/// it ends.
/// </summary>
public sealed partial class TlsCertificates
{
    private static readonly TimeSpan OwnLife = TimeSpan.FromDays(90);

    private readonly Lock _lock = new();
    private readonly PortalOptions _options;
    private readonly WebAuthority _authority;
    private readonly TimeProvider _clock;
    private readonly ILogger<TlsCertificates> _logger;
    private readonly CertificateFileWatch? _files;
    private ServerCertificate? _own;

    public TlsCertificates(
        PortalOptions options,
        WebAuthority authority,
        TimeProvider clock,
        ILogger<TlsCertificates> logger
    )
    {
        (_options, _authority, _clock, _logger) = (options, authority, clock, logger);
        _files = CertificateFiles.From(options.TlsCertificate, options.TlsKey) is { } files
            ? new(files, options.HostName, clock, Tell)
            : null;
    }

    /// <exception cref="StartException">The first look at the files fails.</exception>
    public ServerCertificate Current =>
        _files is null ? Own(_clock.GetUtcNow()) : _files.Current ?? throw new StartException(_files.Problems[0]);

    private ServerCertificate Own(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _own is null || _own.Own.NotAfter.ToUniversalTime() - now.UtcDateTime <= OwnLife / 3
                ? _own = Issue(now)
                : _own;
        }
    }

    /// <summary>Its own, and the one that it shares with other portals.</summary>
    private IEnumerable<string> Names =>
        [_options.HostName, .. _options.PublicAddress is { } shared ? [shared.IdnHost] : Array.Empty<string>()];

    private ServerCertificate Issue(DateTimeOffset now)
    {
        var issued = _authority.Issue(
            [.. Names.Append("localhost").Where(n => !IPAddress.TryParse(n, out _)).Distinct()],
            [.. Names.SelectMany(Addresses).Concat([IPAddress.Loopback, IPAddress.IPv6Loopback]).Distinct()],
            now,
            OwnLife
        );
        return issued.Succeeded
            ? ServerCertificate.Of(
                X509Certificate2.CreateFromPem(issued.Value.CertificatePem, issued.Value.PrivateKeyPem)
            )
            : throw new StartException(issued.Problems[0]);
    }

    private static IEnumerable<IPAddress> Addresses(string hostName) =>
        IPAddress.TryParse(hostName, out var address) ? [address] : [];

    private void Tell(ServerCertificate? read, IReadOnlyList<Problem> problems)
    {
        if (read is not null)
        {
            Log.Loaded(_logger, read.Own.Subject, read.Own.NotAfter);
        }
        foreach (var problem in problems)
        {
            if (read is null)
            {
                Log.Unusable(_logger, problem);
            }
            else
            {
                Log.Doubtful(_logger, problem);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.CertificateReloaded,
            LogLevel.Information,
            "TLS certificate {Subject}, good until {End:u}"
        )]
        public static partial void Loaded(ILogger logger, string subject, DateTime end);

        [LoggerMessage(
            EventIds.CertificateUnusable,
            LogLevel.Error,
            "{Problem} Until then the last good certificate stays in use."
        )]
        public static partial void Unusable(ILogger logger, Problem problem);

        [LoggerMessage(EventIds.CertificateDoubtful, LogLevel.Warning, "{Problem}")]
        public static partial void Doubtful(ILogger logger, Problem problem);
    }
}
