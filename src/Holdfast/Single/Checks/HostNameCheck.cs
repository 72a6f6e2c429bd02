using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;
using Holdfast.Problems;

namespace Holdfast.Single.Checks;

internal sealed class HostNameCheck : IStartCheck
{
    public IEnumerable<Problem> Check(ServerOptions options)
    {
        if (!HostSyntax.IsHost(options.HostName))
        {
            yield return StartProblems.HostNameInvalid.At("--host-name", $"It is \"{options.HostName}\".");
        }
    }
}
