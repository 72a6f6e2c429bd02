namespace Holdfast.Data.Nodes;

/// <summary>An enrolment code that brought a node here: who asks with it again is told the same, as long as it would be good.</summary>
/// <param name="CodeId">Tells codes apart without telling the secret.</param>
/// <param name="NodeKey">SHA-256 of the key that the code was made for, hexadecimal.</param>
/// <param name="NodeId">The node that it brought.</param>
/// <param name="NodeCreatedAt">Of that node: another one may come under its id.</param>
/// <param name="EndsAt">When the code would have expired.</param>
public sealed record UsedCode(
    string CodeId,
    string NodeKey,
    string NodeId,
    DateTimeOffset NodeCreatedAt,
    DateTimeOffset EndsAt
)
{
    /// <param name="node">What is in the database under the id.</param>
    public bool Brought(Node node) => node.RemovedAt is null && node.CreatedAt == NodeCreatedAt;
}
