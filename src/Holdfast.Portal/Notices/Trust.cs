using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Portal.Notices;

/// <summary>Whom we believe at the other end of TLS: the machine's authorities.</summary>
/// <param name="Authorities">In place of the machine's, for tests; null: the machine's.</param>
public sealed record Trust(X509Certificate2Collection? Authorities = null)
{
    public static readonly Trust Machine = new();

    /// <param name="found">Gets the reason when the certificate is not believed.</param>
    public SslClientAuthenticationOptions Options(string host, Action<string> found) =>
        new()
        {
            TargetHost = host,
            CertificateChainPolicy = Policy(),
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                if (errors != SslPolicyErrors.None)
                {
                    found(InWords(host, certificate, chain, errors));
                }

                return errors == SslPolicyErrors.None;
            },
        };

    private X509ChainPolicy? Policy()
    {
        if (Authorities is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(Authorities);
        return policy;
    }

    private static string InWords(string host, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var why = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            why.Add("It shows none.");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            why.Add($"It is not for {host} but for {certificate?.Subject}.");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            var status = chain
                ?.ChainStatus.Select(one => one.StatusInformation.Trim())
                .Where(one => one.Length > 0)
                .ToList();
            why.Add(status is { Count: > 0 } ? string.Join(' ', status) : "Its authority is not known.");
        }

        return string.Join(' ', why);
    }
}
