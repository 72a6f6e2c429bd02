using Holdfast.Mesh.Claims;

namespace Holdfast.Mesh.Core;

/// <summary>One of this host's claims.</summary>
internal sealed class OwnClaim(WantedClaim wanted)
{
    public WantedClaim Wanted => wanted;

    public ulong Epoch { get; set; } = 1;

    /// <summary>Until then it lets others go before; null: it does not wait.</summary>
    public TimeSpan? WaitsUntil { get; set; }

    public bool IsDraining { get; set; }

    /// <summary>Its service does not answer, or has not answered yet.</summary>
    public bool IsFailing { get; set; } = wanted.IsChecked;

    public Claim ToClaim() =>
        new(
            wanted.Prefix,
            wanted.Kind,
            wanted.Priority,
            Epoch,
            IsFailing ? ClaimState.Failing
                : IsDraining ? ClaimState.Draining
                : WaitsUntil is null ? ClaimState.Active
                : ClaimState.Waiting
        );
}
