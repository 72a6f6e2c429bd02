namespace Holdfast.Node.Events;

/// <summary>What an outbox had to drop for lack of room, since it was made.</summary>
/// <param name="Sessions">Sessions that began and ended and that no portal will hear of.</param>
/// <param name="LastAt">When it dropped the last; null: never.</param>
public sealed record OutboxLosses(long Sessions, DateTimeOffset? LastAt)
{
    public static readonly OutboxLosses None = new(0, LastAt: null);
}
