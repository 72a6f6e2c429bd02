using System.Security.Cryptography;
using Holdfast.Data;
using Holdfast.Data.Secrets;
using Holdfast.OAuth.Tokens;
using Holdfast.Pki.Authority;
using Holdfast.Pki.Envelope;

namespace Holdfast.Portal.Secrets;

/// <summary>
/// What a portal signs with: one certificate authority for each purpose, so that what one signed counts nothing with the others, and the
/// key of the apps' tokens. Made at the first start, shared by all portals through the database.
/// </summary>
public sealed record AuthoritySet(VpnAuthority Vpn, WebAuthority Web, LinkAuthority Link, TokenKeyRing Tokens)
{
    private const string TokenKeyName = "tokens/1";

    private static readonly string[] Names = ["authority/vpn", "authority/web", "authority/link", TokenKeyName];

    private static readonly TimeSpan Life = TimeSpan.FromDays(3653);

    public static async Task<AuthoritySet> LoadAsync(
        IDatabase database,
        SecretBox box,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var vault = new Vault(new SecretStore(), box, clock);

        // After the first start it reads only, so that a standby is enough.
        return await database.ReadAsync(unit => vault.HasAllAsync(unit, Names), cancel)
            ? await database.ReadAsync(unit => LoadAsync(unit, vault, clock), cancel)
            : await database.WriteAsync(unit => LoadAsync(unit, vault, clock), cancel);
    }

    private static async Task<AuthoritySet> LoadAsync(IUnitOfWork unit, Vault vault, TimeProvider clock) =>
        new(
            new VpnAuthority(await AuthorityAsync(unit, vault, "vpn", clock)),
            new WebAuthority(await AuthorityAsync(unit, vault, "web", clock)),
            new LinkAuthority(await AuthorityAsync(unit, vault, "link", clock)),
            new TokenKeyRing(await TokenKeyAsync(unit, vault))
        );

    private static async Task<CertificateAuthority> AuthorityAsync(
        IUnitOfWork unit,
        Vault vault,
        string purpose,
        TimeProvider clock
    )
    {
        var both = await vault.GetOrMakeAsync(unit, $"authority/{purpose}", () => Make(purpose, clock.GetUtcNow()));
        var (certificate, key) = PemText.Split(both);
        var loaded = CertificateAuthority.Load(certificate, PemText.Decode(key));
        return loaded.Succeeded ? loaded.Value : throw new SecretException(loaded.Problems[0]);
    }

    private static string Make(string purpose, DateTimeOffset now)
    {
        using var authority = CertificateAuthority.Create($"Holdfast {purpose} authority", now, Life);
        return PemText.Join(authority.CertificatePem, PemText.Encode(authority.ExportPrivateKey()));
    }

    private static async Task<TokenKey> TokenKeyAsync(IUnitOfWork unit, Vault vault)
    {
        var text = await vault.GetOrMakeAsync(
            unit,
            TokenKeyName,
            () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenKey.Length))
        );
        return new TokenKey(1, Convert.FromBase64String(text));
    }
}
