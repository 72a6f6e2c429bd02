using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Certificates;

/// <summary>Whether a certificate says that its holder is the node or the portal that we want to talk to.</summary>
public static class LinkTrust
{
    /// <summary>The reason why the certificate is not that of the node; null: it is.</summary>
    public static Problem? CheckNode(
        X509Certificate2 certificate,
        X509Certificate2 authority,
        string nodeId,
        DateTimeOffset now
    ) =>
        Check(certificate, authority, LinkCertificates.ServerPurpose, now)
        ?? IdOf(certificate, LinkCertificates.NodeRole) switch
        {
            null => LinkProblems.WrongPurpose.At("node", "It is not the certificate of a node."),
            { } id when id != nodeId => LinkProblems.WrongNode.At("node", $"It is {id}, not {nodeId}."),
            _ => null,
        };

    /// <summary>The portal whose certificate it is, or why it is none.</summary>
    public static Outcome<PortalIdentity> ReadPortal(
        X509Certificate2 certificate,
        X509Certificate2 authority,
        DateTimeOffset now
    )
    {
        if (Check(certificate, authority, LinkCertificates.ClientPurpose, now) is { } problem)
        {
            return problem;
        }
        return IdOf(certificate, LinkCertificates.PortalRole) is { } id
            ? new PortalIdentity(id, certificate.SerialNumber, new DateTimeOffset(certificate.NotAfter))
            : LinkProblems.WrongPurpose.At("portal", "It is not the certificate of a portal.");
    }

    /// <summary>The node whose certificate it is, without any check; null: of none.</summary>
    public static string? NodeOf(X509Certificate2 certificate) => IdOf(certificate, LinkCertificates.NodeRole);

    private static Problem? Check(
        X509Certificate2 certificate,
        X509Certificate2 authority,
        string purpose,
        DateTimeOffset now
    )
    {
        if (!IsIssuedBy(certificate, authority))
        {
            return LinkProblems.NotTrusted.At(certificate.Subject, $"It was issued by {certificate.Issuer}.");
        }
        if (now < new DateTimeOffset(certificate.NotBefore) || now > new DateTimeOffset(certificate.NotAfter))
        {
            return LinkProblems.OutOfDate.At(
                certificate.Subject,
                $"It is valid from {certificate.NotBefore.ToUniversalTime():u} to {certificate.NotAfter.ToUniversalTime():u}, our clock says {now:u}."
            );
        }
        return HasPurpose(certificate, purpose)
            ? null
            : LinkProblems.WrongPurpose.At(certificate.Subject, "Its extended key usage is another.");
    }

    /// <summary>The time is judged apart, for the sake of a message that helps.</summary>
    private static bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(certificate);
    }

    private static bool HasPurpose(X509Certificate2 certificate, string purpose) =>
        certificate
            .Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .Any(extension => extension.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == purpose));

    /// <summary>The common name is <c>role/id</c>.</summary>
    private static string? IdOf(X509Certificate2 certificate, string role)
    {
        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        return name.StartsWith(role, StringComparison.Ordinal) && name.Length > role.Length
            ? name[role.Length..]
            : null;
    }
}
