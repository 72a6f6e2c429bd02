using Holdfast.Data.Nodes;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Nodes;

/// <summary>What somebody is told who comes with a code that has brought a node already: the answer of the first time may have got lost.</summary>
internal static class CodeAgain
{
    /// <param name="found">What is in the database under the id of the node that the code brought.</param>
    /// <param name="nodeKey">For which the code that is shown now was made.</param>
    /// <param name="id">Wanted now; null: any.</param>
    public static Outcome<Node> Of(UsedCode used, Node? found, string nodeKey, string? id, DateTimeOffset now) =>
        nodeKey != used.NodeKey ? Refuse("It brought a node with another key.")
        : found is null || !used.Brought(found) ? Refuse($"It brought {used.NodeId}, which was removed since.")
        : id is not null && id != used.NodeId ? Refuse($"It brought this node as {used.NodeId}.")
        : used.EndsAt <= now
            ? EnrolmentProblems.CodeExpired.At("code", $"It was good until {used.EndsAt:u}, and brought {used.NodeId}.")
        : found;

    private static Problem Refuse(string detail) => EnrolmentProblems.CodeUsed.At("code", detail);
}
