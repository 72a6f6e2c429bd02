using Holdfast.Model.Problems;

namespace Holdfast.Pki.Authority;

/// <summary>
/// Signs for the link between portals, nodes and edges. The common name says who the holder is, for example <c>node/7f…</c> or
/// <c>portal</c>; whoever accepts a link compares it.
/// </summary>
public sealed class LinkAuthority(CertificateAuthority authority)
{
    /// <summary>How long these certificates are good; they are renewed over the link when a third is left.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public string CertificatePem => authority.CertificatePem;

    /// <summary>A certificate with its key, for the portal itself.</summary>
    public Outcome<IssuedCertificate> Issue(string name, DateTimeOffset now) => Issue(name, now, Lifetime);

    public Outcome<IssuedCertificate> Issue(string name, DateTimeOffset now, TimeSpan lifetime) =>
        authority.Issue(Content(name), CertificateTimes.Until(now, now + lifetime));

    /// <param name="requestPem">PKCS#10, from somebody who has proven to be <paramref name="name"/>.</param>
    /// <returns>The certificate in PEM; otherwise HF-1907 to HF-1909.</returns>
    public Outcome<string> Sign(string requestPem, string name, DateTimeOffset now) =>
        Sign(requestPem, name, now, Lifetime);

    public Outcome<string> Sign(string requestPem, string name, DateTimeOffset now, TimeSpan lifetime) =>
        authority.SignRequest(requestPem, Content(name), CertificateTimes.Until(now, now + lifetime));

    // Each end of a link may be the one that listens.
    private static CertificateContent Content(string name) => new(name, CertificateContent.Both);
}
