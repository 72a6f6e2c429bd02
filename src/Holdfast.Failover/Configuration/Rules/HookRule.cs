using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>The hook is a file, wherever the agent was started.</summary>
internal sealed class HookRule : IGroupRule
{
    public IEnumerable<Problem> Check(FailoverFile file)
    {
        if (file.Local.Hook is { } hook && !Path.IsPathFullyQualified(hook))
        {
            yield return ConfigurationProblems.HookWrong.At("local.hook", $"'{hook}' does not begin with a slash.");
        }
    }
}
