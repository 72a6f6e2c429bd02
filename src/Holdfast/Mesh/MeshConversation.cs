using Holdfast.Mesh.Control;
using Holdfast.Model.Problems;
using Holdfast.Terminals;

namespace Holdfast.Mesh;

/// <summary>Tells a person what the mesh host answered.</summary>
internal static class MeshConversation
{
    /// <returns>The exit code.</returns>
    public static async Task<int> TellAsync(Terminal terminal, Outcome<ControlAnswer> answer)
    {
        foreach (var problem in answer.Problems)
        {
            await terminal.ComplainAsync(problem);
        }
        if (!answer.Succeeded)
        {
            return ExitCodes.NotRunning;
        }
        if (answer.Value.Refused is { } why)
        {
            await terminal.ComplainAsync(MeshProblems.Refused.At("", why));
            return ExitCodes.Refused;
        }
        return ExitCodes.Done;
    }
}
