using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Pki.Authority;

namespace Holdfast.Pki.Tests.Authority;

public sealed class CertificateAuthorityTests
{
    [Fact]
    public void Create_Any_IsAnAuthorityThatSignsNoOther()
    {
        using var authority = Authorities.New();
        using var certificate = Authorities.Read(authority.CertificatePem);
        var constraints = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        Assert.True(constraints is { CertificateAuthority: true, Critical: true, PathLengthConstraint: 0 });
        Assert.Equal("CN=Test authority", certificate.Subject);
        Assert.Equal(Authorities.Now.AddMinutes(-5).AddMilliseconds(-123), authority.Times.NotBefore);
        Assert.Equal(Authorities.Now.AddDays(3650).AddMilliseconds(-123), authority.Times.NotAfter);
    }

    [Fact]
    public void Load_WhatWasExported_SignsTheSame()
    {
        using var created = Authorities.New();
        var loaded = CertificateAuthority.Load(created.CertificatePem, created.ExportPrivateKey());
        using var authority = loaded.Value!;
        var issued = new VpnAuthority(authority)
            .IssueClient(Guid.CreateVersion7(), Authorities.Now, Authorities.Now.AddDays(1))
            .Value!;
        using var certificate = Authorities.Read(issued.CertificatePem);
        Assert.True(Authorities.Trusts(created.CertificatePem, certificate, Authorities.Now, Authorities.Client));
    }

    [Fact]
    public void Load_KeyOfAnother_IsRefused()
    {
        using var one = Authorities.New();
        using var other = Authorities.New();
        Assert.Equal("HF-1906", Id(one.CertificatePem, other.ExportPrivateKey()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void Load_NoCertificate_IsRefused(string pem)
    {
        using var one = Authorities.New();
        Assert.Equal("HF-1906", Id(pem, one.ExportPrivateKey()));
    }

    [Fact]
    public void Load_NoKey_IsRefused()
    {
        using var one = Authorities.New();
        Assert.Equal("HF-1906", Id(one.CertificatePem, []));
        Assert.Equal("HF-1906", Id(one.CertificatePem, one.ExportPrivateKey()[..^1]));
    }

    [Fact]
    public void Load_KeyOfAnotherKind_IsRefused()
    {
        using var rsa = RSA.Create(2048);
        using var one = Authorities.New();
        Assert.Equal("HF-1906", Id(one.CertificatePem, rsa.ExportPkcs8PrivateKey()));
    }

    [Fact]
    public void Issue_Many_HaveDifferentLongSerials()
    {
        using var authority = Authorities.New();
        var serials = Enumerable.Range(0, 50).Select(_ => Issue(authority).SerialNumber).ToHashSet();
        Assert.Equal(50, serials.Count);
        Assert.All(serials, serial => Assert.InRange(serial.Length, 28, 34));
    }

    [Fact]
    public void Issue_LongerThanTheAuthority_IsCut()
    {
        using var authority = Authorities.New(days: 10);
        var issued = Issue(authority, days: 90);
        Assert.Equal(authority.Times.NotAfter, issued.Times.NotAfter);
    }

    [Fact]
    public void Issue_ClockWentBack_StartsWithTheAuthority()
    {
        using var authority = Authorities.New();
        var issued = new VpnAuthority(authority)
            .IssueClient(Guid.CreateVersion7(), Authorities.Now.AddHours(-1), Authorities.Now.AddDays(1))
            .Value!;
        Assert.Equal(authority.Times.NotBefore, issued.Times.NotBefore);
    }

    [Fact]
    public void Issue_AfterTheAuthorityEnded_IsRefused()
    {
        using var authority = Authorities.New(days: 1);
        var late = Authorities.Now.AddDays(2);
        var outcome = new VpnAuthority(authority).IssueClient(Guid.CreateVersion7(), late, late.AddDays(1));
        Assert.Equal("HF-1909", Assert.Single(outcome.Problems).Id);
    }

    [Fact]
    public void ToString_OfIssued_DoesNotShowTheKey()
    {
        using var authority = Authorities.New();
        Assert.DoesNotContain("PRIVATE", Issue(authority).ToString(), StringComparison.Ordinal);
    }

    private static IssuedCertificate Issue(CertificateAuthority authority, int days = 1) =>
        new VpnAuthority(authority)
            .IssueClient(Guid.CreateVersion7(), Authorities.Now, Authorities.Now.AddDays(days))
            .Value!;

    private static string Id(string pem, byte[] key) => Assert.Single(CertificateAuthority.Load(pem, key).Problems).Id;
}
