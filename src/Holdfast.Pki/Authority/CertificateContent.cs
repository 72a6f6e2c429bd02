using System.Net;
using System.Security.Cryptography;

namespace Holdfast.Pki.Authority;

/// <summary>What a certificate says about its holder.</summary>
internal sealed record CertificateContent(string CommonName, OidCollection Usages)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    public IReadOnlyList<string> DnsNames { get; init; } = [];

    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    public static OidCollection Server => [new Oid(ServerAuthentication)];

    public static OidCollection Client => [new Oid(ClientAuthentication)];

    public static OidCollection Both => [new Oid(ServerAuthentication), new Oid(ClientAuthentication)];
}
