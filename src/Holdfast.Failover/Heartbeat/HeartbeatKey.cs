namespace Holdfast.Failover.Heartbeat;

/// <summary>A secret that all members of a group share.</summary>
public sealed class HeartbeatKey
{
    public const int MinimumLength = 32;
    public const int MaximumLength = 64;

    private readonly byte[] _secret;

    /// <param name="id">1 to 255, the same on all members.</param>
    /// <param name="secret"><see cref="MinimumLength"/> to <see cref="MaximumLength"/> bytes. Copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id or the length is not allowed.</exception>
    public HeartbeatKey(byte id, ReadOnlySpan<byte> secret)
    {
        ArgumentOutOfRangeException.ThrowIfZero(id);
        ArgumentOutOfRangeException.ThrowIfLessThan(secret.Length, MinimumLength, nameof(secret));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(secret.Length, MaximumLength, nameof(secret));
        Id = id;
        _secret = secret.ToArray();
    }

    public byte Id { get; }

    internal ReadOnlySpan<byte> Secret => _secret;

    public override string ToString() => $"heartbeat key {Id}";
}
