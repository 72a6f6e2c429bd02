using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Pki.Authority;

namespace Holdfast.Pki.Tests.Authority;

public sealed class LinkAuthorityTests : IDisposable
{
    private readonly CertificateAuthority _authority = Authorities.New();

    private LinkAuthority Link => new(_authority);

    public void Dispose() => _authority.Dispose();

    [Fact]
    public void Sign_ARequest_TakesTheKeyAndNothingElse()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=portal", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));

        using var certificate = Authorities.Read(
            Link.Sign(request.CreateSigningRequestPem(), "node/one", Authorities.Now).Value!
        );

        Assert.Equal("CN=node/one", certificate.Subject);
        Assert.False(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.Equal(key.ExportSubjectPublicKeyInfo(), certificate.GetECDsaPublicKey()!.ExportSubjectPublicKeyInfo());
        Assert.True(Authorities.Trusts(Link.CertificatePem, certificate, Authorities.Now, Authorities.Server));
        Assert.True(Authorities.Trusts(Link.CertificatePem, certificate, Authorities.Now, Authorities.Client));
    }

    [Fact]
    public void Sign_NothingElseAsked_IsGoodForDays()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var certificate = Authorities.Read(Link.Sign(Request(key), "node/one", Authorities.Now).Value!);
        Assert.Equal(
            (Authorities.Now + LinkAuthority.Lifetime).AddMilliseconds(-123).UtcDateTime,
            certificate.NotAfter.ToUniversalTime()
        );
    }

    [Fact]
    public void Sign_NameWithComma_StaysOneName()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Authorities.Read(Link.Sign(Request(key), "a,CN=portal", Authorities.Now).Value!);
        Assert.Equal("a,CN=portal", certificate.GetNameInfo(X509NameType.SimpleName, false));
    }

    [Fact]
    public void Sign_CurveNotAllowed_IsRefused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        Assert.Equal("HF-1908", Refusal(Request(key)));
    }

    [Fact]
    public void Sign_RsaKey_IsRefused()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.Equal("HF-1908", Refusal(request.CreateSigningRequestPem()));
    }

    [Fact]
    public void Sign_SignatureOfAnotherKey_IsRefused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var thief = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(
            new X500DistinguishedName("CN=x"),
            new PublicKey(key),
            HashAlgorithmName.SHA256
        );
        var der = request.CreateSigningRequest(X509SignatureGenerator.CreateForECDsa(thief));
        Assert.Equal("HF-1907", Refusal(PemEncoding.WriteString("CERTIFICATE REQUEST", der)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----")]
    public void Sign_NoRequest_IsRefused(string pem) => Assert.Equal("HF-1907", Refusal(pem));

    [Fact]
    public void Sign_EndlessRequest_IsRefused() =>
        Assert.Equal("HF-1907", Refusal(new string('A', SigningRequests.MaxLength + 1)));

    /// <summary>Any bytes give a certificate or a problem; seeded, so that a failure can be had again.</summary>
    [Fact]
    public void Sign_MutatedRequests_NeverThrow()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var original = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        var random = new Random(20300506);
        for (var round = 0; round < 2000; round++)
        {
            var der = (byte[])original.Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                der[random.Next(der.Length)] = (byte)random.Next(256);
            }

            var pem = PemEncoding.WriteString("CERTIFICATE REQUEST", der.AsSpan(0, random.Next(der.Length + 1)));
            var outcome = SigningRequests.ReadKey(pem);
            Assert.True(outcome.Succeeded || outcome.Problems[0].Id is "HF-1907" or "HF-1908");
        }
    }

    [Fact]
    public void Issue_ForThePortal_HasAKey()
    {
        var issued = Link.Issue("portal", Authorities.Now).Value!;
        using var certificate = X509Certificate2.CreateFromPem(issued.CertificatePem, issued.PrivateKeyPem);
        Assert.True(certificate.HasPrivateKey);
        Assert.Equal("CN=portal", certificate.Subject);
    }

    private static string Request(ECDsa key) =>
        new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();

    private string Refusal(string pem) => Assert.Single(Link.Sign(pem, "node/one", Authorities.Now).Problems).Id;
}
