using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Certificates;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Tests.Fixtures;

/// <summary>An authority with a place to go wrong.</summary>
public abstract class FakeAuthority(ILinkAuthority inner) : ILinkAuthority
{
    public X509Certificate2 Certificate => inner.Certificate;

    public virtual Outcome<X509Certificate2> IssueNode(string request, string nodeId) =>
        inner.IssueNode(request, nodeId);

    public Outcome<X509Certificate2> IssuePortal(string portalId) => inner.IssuePortal(portalId);
}
