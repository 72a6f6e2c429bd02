using System.Net.Sockets;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>On one path all speak the same family, and each unit has an address of it for the heartbeats there.</summary>
internal sealed class FamiliesRule : IGroupRule
{
    public IEnumerable<Problem> Check(FailoverFile file)
    {
        for (var path = 0; path < file.Group.Paths.Count; path++)
        {
            var families = Of(file.Group, path);
            if (families is not [var family])
            {
                yield return Wrong(path, "The members' addresses are of both.");
                continue;
            }

            foreach (var unit in file.Group.Units.Where(unit => Lacks(unit, family)))
            {
                yield return Wrong(path, $"The unit {unit.Vrid} has no address of its family.");
            }
        }
    }

    /// <summary>Of the members' addresses on a path.</summary>
    public static IReadOnlyList<AddressFamily> Of(GroupConfiguration group, int path) =>
        [
            .. group
                .Members.Where(member => path < member.Addresses.Count)
                .Select(member => member.Addresses[path].AddressFamily)
                .Distinct(),
        ];

    public static Problem Wrong(int path, string detail) =>
        ConfigurationProblems.FamilyWrong.At($"group.paths[{path}]", detail);

    private static bool Lacks(UnitConfiguration unit, AddressFamily family) =>
        unit.Addresses.All(one => one.Address.AddressFamily != family);
}
