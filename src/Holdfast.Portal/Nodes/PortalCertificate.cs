using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Certificates;
using Holdfast.Pki.Authority;
using Holdfast.Portal.Secrets;

namespace Holdfast.Portal.Nodes;

/// <summary>This portal's own certificate for the links to nodes: made in memory, renewed when half its life is over.</summary>
public sealed class PortalCertificate(ILinkAuthority authority, string portalId, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private X509Certificate2? _current;
    private DateTimeOffset _renewAt;

    public X509Certificate2 Current
    {
        get
        {
            lock (_lock)
            {
                var now = clock.GetUtcNow();
                if (_current is null || now >= _renewAt)
                {
                    var issued = authority.IssuePortal(portalId);
                    _current = issued.Succeeded ? issued.Value : throw new SecretException(issued.Problems[0]);
                    _renewAt = now + (LinkAuthority.Lifetime / 2);
                }

                return _current;
            }
        }
    }
}
