using Holdfast.Failover.Configuration;
using Holdfast.Failover.Members;
using Holdfast.Model.Failover;

namespace Holdfast.Failover.Agent;

/// <summary>What watchers are told of the units.</summary>
internal static class RoleNotices
{
    /// <param name="won">Vrid of the unit of which this machine became active just now.</param>
    public static RoleNotice Of(FailoverFile file, IReadOnlyList<Unit> units, TimeSpan now, int? won) =>
        new()
        {
            Member = file.Local.Member,
            Others =
            [
                .. file
                    .Group.Members.Where(member => member.Id != file.Local.Member)
                    .Select(member => new OtherMember(member.Id, member.Addresses)),
            ],
            Units = [.. units.Select(unit => Of(unit, now, unit.Vrid == won))],
        };

    public static UnitRole Of(Role role) =>
        role switch
        {
            Role.Standby => UnitRole.Standby,
            Role.Claiming => UnitRole.Claiming,
            Role.Active => UnitRole.Active,
            Role.Stopping => UnitRole.Stopping,
            Role.Fault => UnitRole.Fault,
            _ => UnitRole.Initialising,
        };

    private static UnitNotice Of(Unit unit, TimeSpan now, bool justWon) =>
        new()
        {
            Vrid = unit.Vrid,
            Role = Of(unit.State.Role),
            Epoch = unit.ShownEpoch.ToString(),
            Addresses = unit.Addresses,
            MillisecondsInRole = (long)(now - unit.State.Since).TotalMilliseconds,
            JustWon = justWon,
        };
}
