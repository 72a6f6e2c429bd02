namespace Holdfast.Pki.Envelope;

/// <summary>The layout of a sealed secret: <c>docs/protocols/sealed-secrets.md</c>.</summary>
/// <remarks><code>version 1 | key id 8 | nonce 12 | ciphertext n | tag 16</code></remarks>
internal static class SealedFormat
{
    public const byte Version = 1;

    public const int NonceOffset = 1 + MasterKey.IdLength;

    public const int NonceLength = 12;

    public const int HeaderLength = NonceOffset + NonceLength;

    public const int TagLength = 16;

    public const int Overhead = HeaderLength + TagLength;

    /// <summary>Bytes of a secret; ours. The longest is a PEM file of a few thousand.</summary>
    public const int MaxSecretLength = 1024 * 1024;
}
