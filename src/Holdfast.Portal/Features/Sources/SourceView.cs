using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Features.Sources;

/// <summary>A source with what was last seen of it.</summary>
/// <param name="People">Users who come from it.</param>
/// <param name="LookedAt">Null: not yet.</param>
/// <param name="Last">How the last look ended; null: there was none.</param>
public sealed record SourceView(SourceSettings Settings, long People, DateTimeOffset? LookedAt, SyncReport? Last)
{
    /// <summary>Where a provider must send people back to; null: it is no provider.</summary>
    public string? RedirectAddress { get; init; }
}
