using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Pki.Authority;

namespace Holdfast.Pki.Tests.Authority;

public sealed class VpnAuthorityTests : IDisposable
{
    private readonly CertificateAuthority _authority = Authorities.New();

    private VpnAuthority Vpn => new(_authority);

    public void Dispose() => _authority.Dispose();

    [Fact]
    public void IssueClient_Any_IsNamedByTheConfigurationAndEndsWithTheSession()
    {
        var id = Guid.CreateVersion7();
        var issued = Vpn.IssueClient(id, Authorities.Now, Authorities.Now.AddDays(90)).Value!;
        using var certificate = Authorities.Read(issued.CertificatePem);
        Assert.Equal($"CN={id:N}", certificate.Subject);
        Assert.Equal(Authorities.Now.AddDays(90).AddMilliseconds(-123), issued.Times.NotAfter);
        Assert.Equal(issued.Times.NotAfter.UtcDateTime, certificate.NotAfter.ToUniversalTime());
    }

    [Fact]
    public void IssueClient_Any_IsNoServer()
    {
        using var certificate = Authorities.Read(
            Vpn.IssueClient(Guid.CreateVersion7(), Authorities.Now, Authorities.Now.AddDays(1)).Value!.CertificatePem
        );
        Assert.True(Authorities.Trusts(Vpn.CertificatePem, certificate, Authorities.Now, Authorities.Client));
        Assert.False(Authorities.Trusts(Vpn.CertificatePem, certificate, Authorities.Now, Authorities.Server));
    }

    [Fact]
    public void IssueServer_Any_IsNoClient()
    {
        using var certificate = Authorities.Read(
            Vpn.IssueServer("vpn.example.org", Authorities.Now, Authorities.Now.AddDays(1)).Value!.CertificatePem
        );
        Assert.True(Authorities.Trusts(Vpn.CertificatePem, certificate, Authorities.Now, Authorities.Server));
        Assert.False(Authorities.Trusts(Vpn.CertificatePem, certificate, Authorities.Now, Authorities.Client));
        Assert.True(certificate.MatchesHostname("vpn.example.org"));
    }

    [Fact]
    public void IssueServer_NameLongerThanACommonName_StandsWholeInTheAlternativeNames()
    {
        var name = string.Join('.', Enumerable.Repeat("abcdefghij", 9)) + ".example.org";
        using var certificate = Authorities.Read(
            Vpn.IssueServer(name, Authorities.Now, Authorities.Now.AddDays(1)).Value!.CertificatePem
        );
        Assert.True(certificate.MatchesHostname(name));
    }

    [Fact]
    public void IssueClient_BeforeAndAfterItsTime_IsNotTrusted()
    {
        using var certificate = Authorities.Read(
            Vpn.IssueClient(Guid.CreateVersion7(), Authorities.Now, Authorities.Now.AddDays(1)).Value!.CertificatePem
        );
        Assert.True(Trusted(certificate, Authorities.Now.AddMinutes(-4)));
        Assert.False(Trusted(certificate, Authorities.Now.AddMinutes(-6)));
        Assert.False(Trusted(certificate, Authorities.Now.AddDays(1).AddSeconds(1)));
    }

    [Fact]
    public void IssueClient_OfAnotherAuthority_IsNotTrusted()
    {
        using var other = Authorities.New();
        using var certificate = Authorities.Read(
            new VpnAuthority(other)
                .IssueClient(Guid.CreateVersion7(), Authorities.Now, Authorities.Now.AddDays(1))
                .Value!.CertificatePem
        );
        Assert.False(Trusted(certificate, Authorities.Now));
    }

    [Fact]
    public void IssueClient_Any_HasAKeyThatFits()
    {
        var issued = Vpn.IssueClient(Guid.CreateVersion7(), Authorities.Now, Authorities.Now.AddDays(1)).Value!;
        using var key = ECDsa.Create();
        key.ImportFromPem(issued.PrivateKeyPem);
        using var certificate = Authorities.Read(issued.CertificatePem);
        using var publicKey = certificate.GetECDsaPublicKey()!;
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", issued.PrivateKeyPem, StringComparison.Ordinal);
        Assert.Equal(key.ExportSubjectPublicKeyInfo(), publicKey.ExportSubjectPublicKeyInfo());
    }

    private bool Trusted(X509Certificate2 certificate, DateTimeOffset at) =>
        Authorities.Trusts(Vpn.CertificatePem, certificate, at, Authorities.Client);
}
