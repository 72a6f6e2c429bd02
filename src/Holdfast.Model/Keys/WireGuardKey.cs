using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Holdfast.Model.Json;

namespace Holdfast.Model.Keys;

/// <summary>A WireGuard key of 32 bytes (Curve25519 public or private key, or a preshared key), compared by content.</summary>
[JsonConverter(typeof(WireGuardKeyJsonConverter))]
public sealed class WireGuardKey : IEquatable<WireGuardKey>
{
    public const int Length = 32;

    private readonly byte[] _bytes;

    public WireGuardKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException("A WireGuard key has 32 bytes.", nameof(bytes));
        }

        _bytes = bytes.ToArray();
    }

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Reads the 44 characters of base64 that WireGuard's own tools print. Only the canonical form is accepted.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out WireGuardKey? key)
    {
        key = null;
        Span<byte> bytes = stackalloc byte[Length + 1];
        if (
            text is not { Length: 44 }
            || !Convert.TryFromBase64String(text, bytes, out var written)
            || written != Length
        )
        {
            return false;
        }

        key = new WireGuardKey(bytes[..Length]);
        if (key.ToBase64() == text)
        {
            return true;
        }

        key = null;
        return false;
    }

    public static WireGuardKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException("Not a WireGuard key in base64.");

    public string ToBase64() => Convert.ToBase64String(_bytes);

    /// <summary>Lower-case hexadecimal, as the user-space configuration protocol wants it.</summary>
    public string ToHex() => Convert.ToHexStringLower(_bytes);

    public bool Equals(WireGuardKey? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(_bytes, other._bytes);

    public override bool Equals(object? obj) => Equals(obj as WireGuardKey);

    public override int GetHashCode() => BitConverter.ToInt32(_bytes);

    /// <summary>Never the key itself, which may be a private one; ask for <see cref="ToBase64"/> when you mean it.</summary>
    public override string ToString() => "WireGuardKey";
}
