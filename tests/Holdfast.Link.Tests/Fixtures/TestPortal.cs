using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Certificates;
using Holdfast.Link.Channels;
using Holdfast.Link.Dialing;
using Holdfast.Link.Enrolling;
using Holdfast.Pki.Authority;

namespace Holdfast.Link.Tests.Fixtures;

/// <summary>The portal's end: an authority and what is made of it.</summary>
public sealed class TestPortal
{
    public TestPortal(string id = "portal-1")
    {
        Id = id;
        var authority = CertificateAuthority.Create("Link authority", Clock.GetUtcNow(), TimeSpan.FromDays(3650));
        Authority = new LinkIssuer(new LinkAuthority(authority), Clock);
        Certificate = Authority.IssuePortal(id).Value!;
    }

    public string Id { get; }

    public FakeClock Clock { get; } = new();

    public LinkIssuer Authority { get; }

    public X509Certificate2 Certificate { get; set; }

    public LinkLimits Limits { get; set; } = LinkLimits.OfPortal;

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    public Enrolment Enrolment => new(Authority, Clock);

    public LinkDialer Dialer =>
        new(
            new LinkDialerOptions
            {
                PortalId = Id,
                Software = "test",
                Certificate = () => Certificate,
                Authority = Authority.Certificate,
                Limits = Limits,
                Timeout = Timeout,
            },
            Clock
        );
}
