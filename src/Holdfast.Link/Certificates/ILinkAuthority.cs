using System.Security.Cryptography.X509Certificates;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Certificates;

/// <summary>Issues the certificates of nodes and portals. All portals share one.</summary>
public interface ILinkAuthority
{
    /// <summary>What both ends trust; without the private key.</summary>
    X509Certificate2 Certificate { get; }

    /// <summary>Signs the request of a node that is enrolled as <paramref name="nodeId"/>. Only the key is taken from the request.</summary>
    /// <param name="request">PKCS#10, PEM.</param>
    Outcome<X509Certificate2> IssueNode(string request, string nodeId);

    /// <summary>A fresh key and its certificate, for one portal process; never stored.</summary>
    Outcome<X509Certificate2> IssuePortal(string portalId);
}
