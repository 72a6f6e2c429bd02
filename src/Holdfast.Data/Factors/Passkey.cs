namespace Holdfast.Data.Factors;

/// <summary>A key pair of which somebody's device or password manager holds the private half.</summary>
public sealed record Passkey
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The credential id, chosen by the authenticator: 1 to 1023 bytes, unique.</summary>
    public required byte[] Credential { get; init; }

    /// <summary>As a COSE key (RFC 9052 section 7).</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>As its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>How browsers reach the authenticator, such as <c>internal</c> or <c>usb</c>.</summary>
    public IReadOnlyList<string> Transports { get; init; } = [];

    /// <summary>The signature counter of the last use; many authenticators always say 0.</summary>
    public required long Counter { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: not since it was added.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
