using Holdfast.Model.Problems;

namespace Holdfast.Single.Checks;

internal interface IStartCheck
{
    /// <summary>All that is wrong; empty: nothing.</summary>
    IEnumerable<Problem> Check(ServerOptions options);
}
