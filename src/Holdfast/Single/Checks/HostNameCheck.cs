using Holdfast.Model.Problems;
using Holdfast.Problems;

namespace Holdfast.Single.Checks;

internal sealed class HostNameCheck : IStartCheck
{
    public IEnumerable<Problem> Check(ServerOptions options)
    {
        if (Uri.CheckHostName(options.HostName) is UriHostNameType.Unknown or UriHostNameType.Basic)
        {
            yield return StartProblems.HostNameInvalid.At("--host-name", $"It is \"{options.HostName}\".");
        }
    }
}
