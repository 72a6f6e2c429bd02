using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>What several rules say of a network.</summary>
internal static class Networks
{
    public static Problem Unknown(string where, string network) =>
        ConfigurationProblems.UnknownNetwork.At(where, $"local.links has no '{network}'.");
}
