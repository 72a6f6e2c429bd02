using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Pki.Authority;

namespace Holdfast.Pki.Tests.Authority;

public sealed class WebAuthorityTests : IDisposable
{
    private readonly CertificateAuthority _authority = Authorities.New();

    private WebAuthority Web => new(_authority);

    public void Dispose() => _authority.Dispose();

    [Fact]
    public void Issue_NamesAndAddresses_MatchesAllOfThemAndNoOther()
    {
        var issued = Web.Issue(
            ["localhost", "vpn.example.org"],
            [IPAddress.Loopback, IPAddress.IPv6Loopback],
            Authorities.Now,
            TimeSpan.FromDays(90)
        );
        using var certificate = Authorities.Read(issued.Value!.CertificatePem);
        Assert.All(
            ["localhost", "vpn.example.org", "127.0.0.1", "::1"],
            n => Assert.True(certificate.MatchesHostname(n))
        );
        Assert.False(certificate.MatchesHostname("example.org"));
        Assert.True(Authorities.Trusts(Web.CertificatePem, certificate, Authorities.Now, Authorities.Server));
        Assert.False(Authorities.Trusts(Web.CertificatePem, certificate, Authorities.Now, Authorities.Client));
    }

    [Fact]
    public void Issue_AddressOnly_IsNamedByIt()
    {
        var issued = Web.Issue([], [IPAddress.Parse("192.0.2.7")], Authorities.Now, TimeSpan.FromDays(90));
        using var certificate = Authorities.Read(issued.Value!.CertificatePem);
        Assert.Equal("CN=192.0.2.7", certificate.Subject);
    }

    [Fact]
    public void Issue_NoName_Throws() =>
        Assert.Throws<ArgumentException>(() => Web.Issue([], [], Authorities.Now, TimeSpan.FromDays(1)));

    [Fact]
    public void Sign_NamesInTheRequest_AreNotTaken()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=bank.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("bank.example");
        request.CertificateExtensions.Add(names.Build());

        var signed = Web.Sign(
            request.CreateSigningRequestPem(),
            ["node.example.org"],
            [],
            Authorities.Now,
            TimeSpan.FromDays(7)
        );

        using var certificate = Authorities.Read(signed.Value!);
        Assert.True(certificate.MatchesHostname("node.example.org"));
        Assert.False(certificate.MatchesHostname("bank.example"));
    }
}
