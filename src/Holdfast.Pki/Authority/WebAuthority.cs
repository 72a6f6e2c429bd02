using System.Net;
using Holdfast.Model.Problems;

namespace Holdfast.Pki.Authority;

/// <summary>Signs certificates for HTTPS where no public authority does: tries on one machine, and services between our own parts.</summary>
public sealed class WebAuthority(CertificateAuthority authority)
{
    public string CertificatePem => authority.CertificatePem;

    /// <param name="dnsNames">Names of the server; together with <paramref name="addresses"/> at least one.</param>
    /// <returns>The certificate with its key, or HF-1909.</returns>
    public Outcome<IssuedCertificate> Issue(
        IReadOnlyList<string> dnsNames,
        IReadOnlyList<IPAddress> addresses,
        DateTimeOffset now,
        TimeSpan lifetime
    ) => authority.Issue(Content(dnsNames, addresses), CertificateTimes.Until(now, now + lifetime));

    /// <param name="requestPem">PKCS#10; the names are those given here, not those in the request.</param>
    /// <returns>The certificate in PEM; otherwise HF-1907 to HF-1909.</returns>
    public Outcome<string> Sign(
        string requestPem,
        IReadOnlyList<string> dnsNames,
        IReadOnlyList<IPAddress> addresses,
        DateTimeOffset now,
        TimeSpan lifetime
    ) => authority.SignRequest(requestPem, Content(dnsNames, addresses), CertificateTimes.Until(now, now + lifetime));

    private static CertificateContent Content(IReadOnlyList<string> dnsNames, IReadOnlyList<IPAddress> addresses)
    {
        var first =
            dnsNames is [var name, ..] ? name
            : addresses is [var address, ..] ? address.ToString()
            : null;
        return first is null
            ? throw new ArgumentException("A server certificate needs a name or an address.", nameof(dnsNames))
            : new(CommonNames.Cut(first), CertificateContent.Server) { DnsNames = dnsNames, Addresses = addresses };
    }
}
