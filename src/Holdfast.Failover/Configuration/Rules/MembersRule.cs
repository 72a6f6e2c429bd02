using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>Members can be told apart, and each can be reached on each path.</summary>
internal sealed class MembersRule : IGroupRule
{
    public IEnumerable<Problem> Check(FailoverFile file)
    {
        var members = file.Group.Members;
        if (members.Count is < 2 or > 8)
        {
            yield return ConfigurationProblems.MembersWrong.At("group.members", $"There are {members.Count}.");
        }

        foreach (var problem in members.SelectMany((member, i) => Check(file.Group, member, i)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Check(GroupConfiguration group, MemberConfiguration member, int index)
    {
        var (where, earlier) = ($"group.members[{index}]", group.Members.Take(index).ToList());
        if (member.Id is < 1 or > 255 || earlier.Exists(other => other.Id == member.Id))
        {
            yield return Taken($"{where}.id", member.Id);
        }

        if (member.Priority is < 1 or > 254 || earlier.Exists(other => other.Priority == member.Priority))
        {
            yield return Taken($"{where}.priority", member.Priority);
        }

        if (member.Addresses.Count != group.Paths.Count)
        {
            yield return ConfigurationProblems.MembersWrong.At(
                $"{where}.addresses",
                $"There are {member.Addresses.Count} for {group.Paths.Count} paths."
            );
        }
    }

    private static Problem Taken(string where, int number) =>
        ConfigurationProblems.MembersWrong.At(where, $"{number} is out of range or taken.");
}
