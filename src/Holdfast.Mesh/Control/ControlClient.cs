using Holdfast.Linux.Lines;
using Holdfast.Model.Problems;

namespace Holdfast.Mesh.Control;

/// <summary>Commands the mesh host that runs with a state folder on this machine.</summary>
public static class ControlClient
{
    public static Task<Outcome<ControlAnswer>> AskAsync(
        string socketPath,
        ControlRequest request,
        CancellationToken cancel
    ) => LineClient.AskAsync<ControlRequest, ControlAnswer>(socketPath, request, MeshProblems.NotRunning, cancel);
}
