using Holdfast.Model.Profiles;

namespace Holdfast.Data.Configurations;

/// <summary>One set of keys and addresses for one device on one profile.</summary>
public sealed record Configuration
{
    /// <summary>Also the common name of an OpenVPN client's certificate.</summary>
    public required Guid Id { get; init; }

    /// <summary>Null only when it is removed and its user is gone.</summary>
    public required Guid? UserId { get; init; }

    /// <summary>As it was when the configuration was made; the history keeps it.</summary>
    public required string UserName { get; init; }

    public required string ProfileId { get; init; }

    /// <summary>The node that was chosen. It may be live on others too, see <see cref="PlacementStore"/>.</summary>
    public required string NodeId { get; init; }

    public required Protocol Protocol { get; init; }

    /// <summary>The app's authorization under which it was made; null: made by hand in the portal.</summary>
    public Guid? AuthorizationId { get; init; }

    /// <summary>Shown to the user.</summary>
    public required string Name { get; init; }

    /// <summary>WireGuard: base64. OpenVPN: null.</summary>
    public string? PublicKey { get; init; }

    /// <summary>The place in the pools of the profile and protocol; see <see cref="SlotStore"/>.</summary>
    public required int Slot { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Null: living.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    public string? RemovedReason { get; init; }
}
