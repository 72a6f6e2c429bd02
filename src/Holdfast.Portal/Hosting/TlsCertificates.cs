using System.Net;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Pki.Authority;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Hosting;

/// <summary>
/// The certificate of the public door: the administrator's files, read again when they change, or one of our own making, renewed before
/// it ends. Files that cannot be read leave the last good certificate in use.
/// </summary>
public sealed partial class TlsCertificates(
    PortalOptions options,
    WebAuthority authority,
    TimeProvider clock,
    ILogger<TlsCertificates> logger
)
{
    private static readonly TimeSpan OwnLife = TimeSpan.FromDays(90);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private X509Certificate2? _current;
    private DateTime _fileTime;
    private DateTimeOffset _nextLook;

    /// <exception cref="StartException">The first look at the files fails.</exception>
    public X509Certificate2 Current
    {
        get
        {
            lock (_lock)
            {
                var now = clock.GetUtcNow();
                if (_current is null || now >= _nextLook)
                {
                    _nextLook = now + LookInterval;
                    _current = options.TlsCertificate is null ? Own(now) : FromFiles();
                }

                return _current;
            }
        }
    }

    private X509Certificate2 Own(DateTimeOffset now)
    {
        if (_current is not null && _current.NotAfter.ToUniversalTime() - now.UtcDateTime > OwnLife / 3)
        {
            return _current;
        }

        var issued = authority.Issue(
            [.. new[] { options.HostName, "localhost" }.Where(n => !IPAddress.TryParse(n, out _)).Distinct()],
            [IPAddress.Loopback, IPAddress.IPv6Loopback, .. Addresses(options.HostName)],
            now,
            OwnLife
        );
        return issued.Succeeded
            ? Usable(X509Certificate2.CreateFromPem(issued.Value.CertificatePem, issued.Value.PrivateKeyPem))
            : throw new StartException(issued.Problems[0]);
    }

    private static IEnumerable<IPAddress> Addresses(string hostName) =>
        IPAddress.TryParse(hostName, out var address) ? [address] : [];

    private X509Certificate2 FromFiles()
    {
        try
        {
            var fileTime = File.GetLastWriteTimeUtc(options.TlsCertificate!);
            if (_current is not null && fileTime == _fileTime)
            {
                return _current;
            }

            var read = X509Certificate2.CreateFromPemFile(options.TlsCertificate!, options.TlsKey);
            _fileTime = fileTime;
            Log.Loaded(logger, read.Subject, read.NotAfter);
            return Usable(read);
        }
        catch (Exception unreadable)
            when (unreadable
                    is IOException
                        or UnauthorizedAccessException
                        or System.Security.Cryptography.CryptographicException
            )
        {
            if (_current is null)
            {
                throw new StartException(StartProblems.TlsFiles.At(options.TlsCertificate!, unreadable.Message));
            }

            Log.Unusable(logger, options.TlsCertificate!, unreadable.Message);
            return _current;
        }
    }

    /// <summary>A key that was only read from PEM is ephemeral, which SslStream does not take on every platform.</summary>
    private static X509Certificate2 Usable(X509Certificate2 read)
    {
        using (read)
        {
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
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
            "{File} cannot be used, the last good certificate stays in use: {Reason}"
        )]
        public static partial void Unusable(ILogger logger, string file, string reason);
    }
}
