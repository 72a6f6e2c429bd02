using Holdfast.Data.Notices;
using Holdfast.Portal.Features.Failover;

namespace Holdfast.Portal.Notices.Conditions;

/// <summary>Who is active for which addresses, and when that has become somebody else. Pure.</summary>
public static class RoleChanges
{
    public static Verdict Judge(IReadOnlyList<KnownCondition> known, IReadOnlyList<UnitState> units, DateTimeOffset now)
    {
        var (tell, keep) = (new List<Told>(), new List<KnownCondition>());
        // Where nobody is seen to be active, the last who was stays in mind.
        foreach (var unit in units.Where(unit => unit.Active is not null))
        {
            var before = known.FirstOrDefault(one => one.Subject == unit.Name);
            var present = $"{unit.Active} {unit.Epoch}";
            if (before?.Text == present)
            {
                continue;
            }

            keep.Add(new(NoticeKinds.FailoverRole.Name, unit.Name, present, now, now, ToldAt: null));
            // The first look tells nothing: it was so before.
            if (before is not null)
            {
                var why = unit.Why is { } reason ? $" Why: {reason}." : "";
                tell.Add(
                    new(
                        NoticeKinds.FailoverRole,
                        unit.Name,
                        $"{unit.Name}: {unit.Active} is active now; before it was {before.Text.Split(' ')[0]}.{why}"
                    )
                );
            }
        }

        return new(tell, keep, [.. known.Where(one => units.All(unit => unit.Name != one.Subject))]);
    }
}
