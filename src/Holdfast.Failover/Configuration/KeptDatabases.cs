using Holdfast.Failover.Postgres;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration;

/// <summary>Joins what portals say of a group with the database that its two machines keep.</summary>
internal static class KeptDatabases
{
    /// <param name="file">One that portals keep; a person's says all by itself and stays as it is.</param>
    /// <param name="kept">Null: none.</param>
    /// <param name="user">As whom PostgreSQL runs here, which is who we are.</param>
    /// <returns>The whole configuration, or why it cannot be.</returns>
    public static Outcome<FailoverFile> Join(FailoverFile file, KeptDatabase? kept, string user)
    {
        if (kept is not { Keeps: true } || file.Managed is null || file.Group.Database is not null)
        {
            return file;
        }

        if (user == "root")
        {
            return DatabaseProblems.NoUser.At("database", "The agent runs as root.");
        }

        var whole = file with
        {
            Local = file.Local with
            {
                Database = new() { Folder = kept.Folder, User = user },
            },
            Group = file.Group with { Database = Of(file.Group, kept) },
        };
        IReadOnlyList<Problem> problems = GroupRules.Check(whole);
        problems = problems.Count > 0 ? problems : PostgresPlan.Of(whole).Problems;
        return problems.Count > 0 ? Outcome<FailoverFile>.Failed(problems) : whole;
    }

    private static DatabaseConfiguration Of(GroupConfiguration group, KeptDatabase kept) =>
        new()
        {
            Unit = group.Units[0].Vrid,
            Members =
            [
                .. group.Members.Select(member => new DatabaseMemberConfiguration
                {
                    Member = member.Id,
                    Address = member.Addresses[0],
                    Port = kept.Port,
                }),
            ],
            Password = kept.Password,
            ReplicationPassword = kept.ReplicationPassword,
            GrantMilliseconds = Math.Max(1500, (int)Math.Ceiling(TakeoverTime.Of(group).Whole.TotalMilliseconds)),
        };
}
