using System.Net;
using Holdfast.Model.Keys;
using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Features.Configurations;

/// <summary>What somebody wants to connect with.</summary>
public sealed record IssueRequest
{
    /// <summary>Chosen by who asks, so that a form sent twice does not make a second one.</summary>
    public required Guid ConfigurationId { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The app that asks; null: a person, by hand.</summary>
    public Guid? AuthorizationId { get; init; }

    public required string ProfileId { get; init; }

    /// <summary>Where the call comes from: some nodes are meant for some networks. Null: not known.</summary>
    public IPAddress? ClientAddress { get; init; }

    /// <summary>For the person's list of devices.</summary>
    public required string Name { get; init; }

    /// <summary>What the client can work with.</summary>
    public required ClientAbilities Abilities { get; init; }

    public bool PreferTcp { get; init; }

    /// <summary>The client's own key; null: it does not speak WireGuard, or (by hand) wants a key made.</summary>
    public WireGuardKey? PublicKey { get; init; }

    /// <summary>Who approved the app, or asks by hand, has proven a second factor.</summary>
    public bool SecondFactor { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
