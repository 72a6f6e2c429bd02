using System.Collections.Immutable;
using System.Security.Cryptography;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;
using Holdfast.Pki.Sodium;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Mesh.Sealing;

/// <summary>What makes a host the host that it is: the key that signs its records, and the key of its WireGuard device.</summary>
public sealed class HostKeys
{
    private readonly byte[] _seed;

    /// <param name="seed">32 bytes, of Ed25519.</param>
    public HostKeys(ReadOnlySpan<byte> seed, WireGuardKeyPair wireGuard)
    {
        _seed = seed.ToArray();
        WireGuard = wireGuard;
        Host = new HostId(Ed25519.PublicKey(_seed));
    }

    public HostId Host { get; }

    public WireGuardKeyPair WireGuard { get; }

    internal ReadOnlySpan<byte> Seed => _seed;

    public static HostKeys New() => new(RandomNumberGenerator.GetBytes(Ed25519.SeedLength), WireGuardKeys.New());

    public ImmutableArray<byte> Sign(HostRecord record) => [.. Ed25519.Sign(_seed, RecordFormat.Unsigned(record))];

    /// <summary>The host that it names has signed it.</summary>
    public static bool IsGenuine(HostRecord record) =>
        Ed25519.Verify(record.Host.ToArray(), RecordFormat.Unsigned(record), record.Signature.AsSpan());

    internal byte[] Sign(ReadOnlySpan<byte> data) => Ed25519.Sign(_seed, data);
}
