using Holdfast.Model.Problems;
using Holdfast.Problems;

namespace Holdfast.Single.Checks;

internal sealed class RootCheck(bool isRoot) : IStartCheck
{
    public IEnumerable<Problem> Check(ServerOptions options)
    {
        if (!isRoot)
        {
            yield return StartProblems.NotRoot.At("", "Tunnels, addresses and firewall rules need its rights.");
        }
    }
}
