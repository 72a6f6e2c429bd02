namespace Holdfast.Portal.Portals;

/// <summary>Which portal this is, from its start to its end.</summary>
/// <param name="Id">New at each start.</param>
public sealed record ThisPortal(string Id, DateTimeOffset StartedAt)
{
    public static ThisPortal New(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new(Guid.CreateVersion7(now).ToString("N"), now);
    }
}
