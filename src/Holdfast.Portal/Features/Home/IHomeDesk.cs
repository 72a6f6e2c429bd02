using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Home;

/// <summary>What somebody can connect to, and what is set up.</summary>
public interface IHomeDesk
{
    Task<HomeView> ReadAsync(Visitor visitor, CancellationToken cancel);

    /// <summary>Ends one of the visitor's own configurations.</summary>
    Task<Problem?> RemoveAsync(Visitor visitor, Guid configurationId, CancellationToken cancel);
}

/// <param name="Profiles">Those the visitor may use, the most important first.</param>
/// <param name="Devices">What the visitor has set up, by hand and by apps, newest first.</param>
public sealed record HomeView(IReadOnlyList<OfferedProfile> Profiles, IReadOnlyList<Device> Devices);

public sealed record OfferedProfile(string Id, string DisplayName, bool AllTraffic, bool WireGuard, bool OpenVpn)
{
    /// <summary>Only for who has signed in with one.</summary>
    public bool NeedsSecondFactor { get; init; }
}

/// <param name="AppName">The app that set it up; null: by hand.</param>
/// <param name="ConnectedSince">Null: not connected at the moment.</param>
public sealed record Device(
    Guid Id,
    string Name,
    string ProfileName,
    Protocol Protocol,
    string? AppName,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? ConnectedSince
);
