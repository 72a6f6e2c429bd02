using Holdfast.Linux.Network;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>What stands for an interface can be one.</summary>
internal sealed class LinksRule : IGroupRule
{
    public IEnumerable<Problem> Check(FailoverFile file) =>
        file
            .Local.Links.Where(entry => !LinkName.IsValid(entry.Value))
            .Select(entry =>
                ConfigurationProblems.UnknownNetwork.At(
                    $"local.links.{entry.Key}",
                    $"'{entry.Value}' is no name of an interface."
                )
            );
}
