using Holdfast.Mesh.Control;
using Holdfast.Model.Problems;
using Holdfast.Terminals;

namespace Holdfast.Mesh;

/// <summary>Tells a person what the mesh host answered.</summary>
internal static class MeshConversation
{
    /// <returns>The exit code.</returns>
    public static Task<int> TellAsync(Terminal terminal, Outcome<ControlAnswer> answer) =>
        ServiceAnswer.TellAsync(
            terminal,
            answer,
            said => said.Refused is { } why ? MeshProblems.Refused.At("", why) : null
        );
}
