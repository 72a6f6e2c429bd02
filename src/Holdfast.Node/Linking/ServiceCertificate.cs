using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Linux.Files;
using Holdfast.Model.Problems;
using Holdfast.Pki.Served;

namespace Holdfast.Node.Linking;

/// <summary>
/// The certificate of the service that clients reach, WireGuard inside TCP. Its key is made here and stays here; the certificate
/// comes over the link. Thread-safe.
/// </summary>
internal sealed class ServiceCertificate
{
    public const string Purpose = "wireguard-tcp";

    /// <summary>A key and a few certificates. Arbitrary, may be increased.</summary>
    private const int LargestFile = 64 * 1024;

    private readonly Lock _changing = new();
    private readonly string _path;
    private readonly string _hostName;
    private ECDsa? _nextKey;
    private volatile ServerCertificate? _current;

    public ServiceCertificate(string folder, string hostName)
    {
        _path = Path.Combine(folder, Purpose + ".pem");
        _hostName = hostName;
        _current = Read();
    }

    /// <summary>Null: none yet.</summary>
    public ServerCertificate? Current => _current;

    /// <summary>There is none, it is for another name, or two thirds of its life are over.</summary>
    public bool IsRenewalDue(DateTimeOffset now) =>
        _current?.Own is not { } certificate
        || now.UtcDateTime
            >= certificate.NotAfter.ToUniversalTime() - ((certificate.NotAfter - certificate.NotBefore) / 3)
        || !certificate.MatchesHostname(_hostName);

    /// <summary>PKCS#10 for a fresh key, PEM.</summary>
    public string BeginRenewal()
    {
        lock (_changing)
        {
            _nextKey?.Dispose();
            _nextKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return new CertificateRequest(
                "CN=Holdfast node",
                _nextKey,
                HashAlgorithmName.SHA256
            ).CreateSigningRequestPem();
        }
    }

    /// <summary>Stores the certificate that came for the last <see cref="BeginRenewal"/> and puts it in force.</summary>
    /// <returns>Why it cannot be used; null: it is used.</returns>
    public Problem? CompleteRenewal(string certificate)
    {
        lock (_changing)
        {
            try
            {
                return Adopt(certificate);
            }
            catch (Exception e)
                when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
            {
                return Refused(e.Message);
            }
        }
    }

    private Problem? Adopt(string certificate)
    {
        if (_nextKey is not { } key)
        {
            return Refused("None was asked for.");
        }

        using var own = X509Certificate2.CreateFromPem(certificate);
        var usable = own.CopyWithPrivateKey(key);
        var text = key.ExportPkcs8PrivateKeyPem() + "\n" + certificate;
        DurableFile.Replace(_path, file => file.Write(System.Text.Encoding.ASCII.GetBytes(text)));
        key.Dispose();
        _nextKey = null;
        _current = ServerCertificate.Of(usable);
        return null;
    }

    /// <summary>What cannot be read is asked for anew.</summary>
    private ServerCertificate? Read()
    {
        try
        {
            return new FileInfo(_path).Length <= LargestFile
                ? ServerCertificate.Of(X509Certificate2.CreateFromPemFile(_path, _path))
                : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException)
        {
            return null;
        }
    }

    private static Problem Refused(string detail) => NodeProblems.CertificateRefused.At(Purpose, detail);
}
