using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Reports;

/// <summary>An alarm when not <paramref name="Heard"/>: a member is heard on the other path alone.</summary>
public sealed record PathChanged(MemberId Member, int Path, bool Heard) : RoleReport;
