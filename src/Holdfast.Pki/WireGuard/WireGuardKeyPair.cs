using Holdfast.Model.Keys;

namespace Holdfast.Pki.WireGuard;

/// <summary>A private key and its public key.</summary>
public sealed record WireGuardKeyPair(WireGuardKey PrivateKey, WireGuardKey PublicKey)
{
    /// <summary>Only what may be seen.</summary>
    public override string ToString() => $"WireGuardKeyPair {PublicKey.ToBase64()}";
}
