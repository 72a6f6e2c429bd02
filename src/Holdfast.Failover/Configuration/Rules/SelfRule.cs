using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>This machine is one of the members.</summary>
internal sealed class SelfRule : IGroupRule
{
    public IEnumerable<Problem> Check(FailoverFile file)
    {
        if (file.Group.Members.All(member => member.Id != file.Local.Member))
        {
            yield return ConfigurationProblems.NotAMember.At("local.member", $"{file.Local.Member} is nobody's id.");
        }
    }
}
