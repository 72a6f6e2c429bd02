namespace Holdfast.OAuth.Tokens;

/// <summary>A secret that tokens are derived from; all portals share it, sealed in the database.</summary>
public sealed class TokenKey
{
    public const int Length = 32;

    private readonly byte[] _secret;

    /// <param name="id">Stands in each token, so that keys can be changed while tokens live. Never used for another secret.</param>
    /// <param name="secret">32 random bytes.</param>
    public TokenKey(ushort id, ReadOnlySpan<byte> secret)
    {
        if (secret.Length != Length)
        {
            throw new ArgumentException("A token key has 32 bytes.", nameof(secret));
        }

        Id = id;
        _secret = secret.ToArray();
    }

    public ushort Id { get; }

    internal ReadOnlySpan<byte> Secret => _secret;

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"TokenKey {Id}";
}
