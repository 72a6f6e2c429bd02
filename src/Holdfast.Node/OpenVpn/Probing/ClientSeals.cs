using Holdfast.Pki.OpenVpn;

namespace Holdfast.Node.OpenVpn.Probing;

/// <summary>Both directions of <c>tls-crypt</c> as a client has them.</summary>
internal sealed record ClientSeals(TlsCryptSeal ToServer, TlsCryptSeal FromServer)
{
    /// <summary>A static key is four keys of this length: two for the server's packets, two for the client's. Each begins with what is used of it.</summary>
    private const int Quarter = TlsCryptKey.Length / 4;

    /// <returns>Null: this is no key. The server process will have said so.</returns>
    public static ClientSeals? From(string staticKey) =>
        TlsCryptKey.Read(staticKey) is { } key ? new(SealOf(key, 2), SealOf(key, 0)) : null;

    private static TlsCryptSeal SealOf(byte[] key, int quarter) => new(Part(key, quarter), Part(key, quarter + 1));

    private static byte[] Part(byte[] key, int quarter) =>
        key.AsSpan(quarter * Quarter, TlsCryptSeal.KeyLength).ToArray();
}
