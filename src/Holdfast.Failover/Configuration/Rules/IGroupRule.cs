using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>A rule that a configuration keeps or breaks. Has no state; each stands in a file of its own.</summary>
internal interface IGroupRule
{
    /// <param name="file">Without nulls.</param>
    IEnumerable<Problem> Check(FailoverFile file);
}
