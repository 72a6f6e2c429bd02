using Holdfast.Failover.Heartbeat;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>Keys can be told apart, are long enough, and one of them is for sending.</summary>
internal sealed class KeysRule : IGroupRule
{
    public IEnumerable<Problem> Check(FailoverFile file)
    {
        var group = file.Group;
        if (group.Authentication != AuthenticationMode.Off && group.Keys.All(key => key.Id != group.ActiveKey))
        {
            yield return ConfigurationProblems.KeysWrong.At("group.activeKey", $"No key has the id {group.ActiveKey}.");
        }

        foreach (var problem in group.Keys.SelectMany((key, i) => Check(group.Keys, key, i)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Check(IReadOnlyList<KeyConfiguration> keys, KeyConfiguration key, int index)
    {
        if (key.Id is < 1 or > 255 || keys.Take(index).Any(other => other.Id == key.Id))
        {
            yield return ConfigurationProblems.KeysWrong.At(
                $"group.keys[{index}].id",
                $"{key.Id} is out of range or taken."
            );
        }

        if (!key.IsLongEnough)
        {
            yield return ConfigurationProblems.KeysWrong.At(
                $"group.keys[{index}].secret",
                "It is not base64 of 32 to 64 bytes."
            );
        }
    }
}
