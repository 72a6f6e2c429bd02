using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Model.Problems;

namespace Holdfast.Pki.Served;

/// <summary>A certificate that a server shows, with its key and the certificates that lead to its authority.</summary>
public sealed class ServerCertificate
{
    /// <summary>A chain that clients accept has three or four. Arbitrary, may be increased.</summary>
    public const int LongestChain = 16;

    private ServerCertificate(X509Certificate2 own, X509Certificate2Collection others)
    {
        Own = own;
        // Offline: a start must not wait for an authority on the network. The chain is what the file says.
        Context = SslStreamCertificateContext.Create(own, others, offline: true);
    }

    public X509Certificate2 Own { get; }

    /// <summary>For handshakes: the chain as it is sent, made once.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>A certificate of our own making, which comes with its key and whose authority clients know.</summary>
    public static ServerCertificate Of(X509Certificate2 own) => new(own, []);

    /// <returns>The certificate; otherwise HF-1910, HF-1911 or HF-1912.</returns>
    public static Outcome<ServerCertificate> Parse(CertificateFiles files, CertificateText text)
    {
        var chain = ReadChain(files.Certificate, text.Certificate);
        if (!chain.Succeeded)
        {
            return Outcome<ServerCertificate>.Failed(chain.Problems);
        }
        if (KeyMistake(files.Key ?? files.Certificate, text.Key) is { } mistake)
        {
            return mistake;
        }
        try
        {
            var own = X509Certificate2.CreateFromPem(text.Certificate, text.Key);
            return new ServerCertificate(own, [.. chain.Value.Skip(1)]);
        }
        catch (Exception foreign) when (foreign is CryptographicException or ArgumentException)
        {
            return KeyProblems.PrivateKeyForeign.At(
                files.Key ?? files.Certificate,
                "It is the key of another certificate, or damaged."
            );
        }
    }

    /// <summary>What clients will not like about it, HF-1913 and HF-1914; empty: nothing.</summary>
    /// <param name="hostName">Name or address under which clients come.</param>
    public IReadOnlyList<Problem> Doubts(string file, string hostName, DateTimeOffset now) =>
        [.. OutOfTime(file, now), .. ForOtherName(file, hostName)];

    private IEnumerable<Problem> OutOfTime(string file, DateTimeOffset now)
    {
        var (from, until) = (Own.NotBefore.ToUniversalTime(), Own.NotAfter.ToUniversalTime());
        if (now.UtcDateTime < from || now.UtcDateTime > until)
        {
            yield return KeyProblems.CertificateOutOfTime.At(file, $"It is valid from {from:u} to {until:u}.");
        }
    }

    private IEnumerable<Problem> ForOtherName(string file, string hostName)
    {
        if (!Own.MatchesHostname(hostName, allowWildcards: true, allowCommonName: false))
        {
            yield return KeyProblems.CertificateForOtherName.At(file, $"It is not for {hostName}.");
        }
    }

    private static Outcome<X509Certificate2Collection> ReadChain(string file, string text)
    {
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(text);
        }
        catch (CryptographicException broken)
        {
            return KeyProblems.CertificateFiles.At(file, broken.Message);
        }
        return chain.Count is > 0 and <= LongestChain
            ? chain
            : KeyProblems.CertificateFiles.At(file, $"There are {chain.Count} certificates in it.");
    }

    /// <summary>RFC 5958 and, for old keys, the header of RFC 1421 that OpenSSL writes.</summary>
    private static Problem? KeyMistake(string file, string text) =>
        text.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal)
        || text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal)
            ? KeyProblems.PrivateKeyEncrypted.At(file, "It needs a passphrase.")
        : text.Contains("PRIVATE KEY-----", StringComparison.Ordinal) ? null
        : KeyProblems.CertificateFiles.At(file, "There is no private key in it.");
}
