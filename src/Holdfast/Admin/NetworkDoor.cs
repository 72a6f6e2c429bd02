using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Model.Problems;
using Holdfast.Problems;

namespace Holdfast.Admin;

/// <summary>The public door of a portal, with an API token.</summary>
/// <param name="authorities">The only ones to trust; null: those of the machine.</param>
internal sealed class NetworkDoor(Uri portal, string token, X509Certificate2Collection? authorities) : IPortalDoor
{
    public string Name => portal.Authority;

    public HttpClient Open()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (authorities is not null)
        {
            // Authorities of our own making have no list of revoked certificates.
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(authorities);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        var http = new HttpClient(handler) { BaseAddress = portal };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    public Problem Explain(HttpRequestException broken) =>
        broken.InnerException is AuthenticationException untrusted
            ? CommandProblems.NotTrusted.At(Name, untrusted.Message)
            : CommandProblems.NotReached.At(Name, broken.Message);
}
