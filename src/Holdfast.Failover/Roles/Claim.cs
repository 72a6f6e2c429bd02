using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles;

/// <summary>A claim under way.</summary>
/// <param name="Epoch">None: the witness has not answered yet.</param>
public sealed record Claim(ChangeReason Reason, Epoch Epoch)
{
    public bool IsStoring => Epoch != Epoch.None;
}
