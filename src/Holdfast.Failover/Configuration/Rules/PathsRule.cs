using Holdfast.Failover.Heartbeat;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>Heartbeats have one way or two different ones, each on a network that is known, and those in UDP are authenticated.</summary>
internal sealed class PathsRule : IGroupRule
{
    public IEnumerable<Problem> Check(FailoverFile file)
    {
        var paths = file.Group.Paths;
        if (paths.Count is < 1 or > 2 || paths.Distinct().Count() != paths.Count)
        {
            yield return ConfigurationProblems.PathsWrong.At(
                "group.paths",
                $"There are {paths.Count}, or two are the same."
            );
        }

        foreach (var problem in paths.SelectMany((path, i) => Check(file, path, $"group.paths[{i}]")))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Check(FailoverFile file, PathConfiguration path, string where)
    {
        if (!file.Local.Links.ContainsKey(path.Network))
        {
            yield return Networks.Unknown($"{where}.network", path.Network);
        }

        if (path.Carrier == Carrier.Udp && file.Group.Authentication < AuthenticationMode.Permissive)
        {
            yield return ConfigurationProblems.NeedsTrailer.At($"{where}.carrier", "It is udp.");
        }

        if (path.Port is < 1 or > 65535)
        {
            yield return ConfigurationProblems.NumberWrong.At($"{where}.port", "A port is 1 to 65535.");
        }
    }
}
