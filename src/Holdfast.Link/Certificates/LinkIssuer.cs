using System.Security.Cryptography.X509Certificates;
using Holdfast.Model.Problems;
using Holdfast.Pki.Authority;

namespace Holdfast.Link.Certificates;

/// <summary>Issues with the authority whose key is in this process.</summary>
public sealed class LinkIssuer(LinkAuthority authority, TimeProvider time) : ILinkAuthority
{
    public X509Certificate2 Certificate { get; } = X509Certificate2.CreateFromPem(authority.CertificatePem);

    public Outcome<X509Certificate2> IssueNode(string request, string nodeId)
    {
        var signed = authority.Sign(request, LinkCertificates.NodeRole + nodeId, time.GetUtcNow());
        return signed.Value is { } pem
            ? X509Certificate2.CreateFromPem(pem)
            : Outcome<X509Certificate2>.Failed(signed.Problems);
    }

    public Outcome<X509Certificate2> IssuePortal(string portalId)
    {
        var issued = authority.Issue(LinkCertificates.PortalRole + portalId, time.GetUtcNow());
        return issued.Value is { } pair
            ? X509Certificate2.CreateFromPem(pair.CertificatePem, pair.PrivateKeyPem)
            : Outcome<X509Certificate2>.Failed(issued.Problems);
    }
}
