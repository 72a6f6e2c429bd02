using Holdfast.Model.Problems;

namespace Holdfast.Pki.Authority;

/// <summary>Signs for OpenVPN: its servers and its clients.</summary>
public sealed class VpnAuthority(CertificateAuthority authority)
{
    /// <summary>In PEM, as servers and clients get it.</summary>
    public string CertificatePem => authority.CertificatePem;

    /// <summary>No authorization ends later.</summary>
    public DateTimeOffset NotAfter => authority.Times.NotAfter;

    /// <param name="name">The profile's host name; clients ask for the usage <c>serverAuth</c>, not for the name.</param>
    /// <returns>The certificate, or HF-1909.</returns>
    public Outcome<IssuedCertificate> IssueServer(string name, DateTimeOffset now, DateTimeOffset notAfter) =>
        authority.Issue(
            new(CommonNames.Cut(name), CertificateContent.Server) { DnsNames = [name] },
            CertificateTimes.Until(now, notAfter)
        );

    /// <param name="configurationId">
    /// Becomes the common name, by which the node knows whom it lets in: <see cref="Model.DesiredState.OpenVpnClient.CommonName"/>.
    /// </param>
    /// <param name="notAfter">The end of the session; cut at the authority's own end.</param>
    /// <returns>The certificate, or HF-1909.</returns>
    public Outcome<IssuedCertificate> IssueClient(Guid configurationId, DateTimeOffset now, DateTimeOffset notAfter) =>
        authority.Issue(
            new(configurationId.ToString("N"), CertificateContent.Client),
            CertificateTimes.Until(now, notAfter)
        );
}
