using Holdfast.Failover.Heartbeat;

namespace Holdfast.Failover.Configuration;

public sealed record KeyConfiguration
{
    /// <summary>1 to 255.</summary>
    public required int Id { get; init; }

    /// <summary>Base64 of 32 to 64 random bytes.</summary>
    public required string Secret { get; init; }

    internal bool IsLongEnough
    {
        get
        {
            Span<byte> secret = stackalloc byte[HeartbeatKey.MaximumLength];
            return Convert.TryFromBase64String(Secret, secret, out var length) && length >= HeartbeatKey.MinimumLength;
        }
    }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"key {Id}";
}
