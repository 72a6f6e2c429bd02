using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Web;

/// <summary>TLS as the apps speak it: 1.3 and nothing older, and only authorities that the host trusts.</summary>
internal static class Tls
{
    public static SslClientAuthenticationOptions Options(Host host, string? name)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(host.TrustedAuthorities);
        return new SslClientAuthenticationOptions
        {
            TargetHost = name,
            EnabledSslProtocols = SslProtocols.Tls13,
            CertificateChainPolicy = policy,
        };
    }

    /// <summary>A connection from the host to where the address points, encrypted when it is https.</summary>
    public static async Task<Stream> ConnectAsync(Host host, Uri address, CancellationToken cancel)
    {
        var socket = await host.ConnectAsync(new(host.Resolve(address.Host), address.Port), cancel);
        var stream = new NetworkStream(socket, ownsSocket: true);
        if (address.Scheme != Uri.UriSchemeHttps)
        {
            return stream;
        }

        var secure = new SslStream(stream);
        try
        {
            await secure.AuthenticateAsClientAsync(Options(host, address.Host), cancel);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }
}
