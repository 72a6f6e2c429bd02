using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Pki.Authority;

namespace Holdfast.Pki.Tests.Authority;

/// <summary>An authority for tests, and what a peer would make of its certificates.</summary>
internal static class Authorities
{
    public static readonly DateTimeOffset Now = new(2030, 5, 6, 7, 8, 9, 123, TimeSpan.Zero);

    public static CertificateAuthority New(int days = 3650) =>
        CertificateAuthority.Create("Test authority", Now, TimeSpan.FromDays(days));

    public static X509Certificate2 Read(string pem) => X509Certificate2.CreateFromPem(pem);

    /// <summary>What a peer that trusts only this authority says, at a time and for a usage.</summary>
    public static bool Trusts(string authorityPem, X509Certificate2 certificate, DateTimeOffset at, string usage)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Read(authorityPem));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(usage));
        return chain.Build(certificate);
    }

    public const string Server = "1.3.6.1.5.5.7.3.1";

    public const string Client = "1.3.6.1.5.5.7.3.2";
}
