using Holdfast.Model.Failover;

namespace Holdfast.Data.Failover;

/// <param name="Revision">0: there never was one.</param>
/// <param name="Group">Null: there is none.</param>
/// <param name="UpdatedAt">When it was committed.</param>
public sealed record StoredFailoverGroup(long Revision, CommittedGroup? Group, DateTimeOffset UpdatedAt)
{
    public static readonly StoredFailoverGroup None = new(0, Group: null, DateTimeOffset.UnixEpoch);
}
