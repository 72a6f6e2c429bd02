using Holdfast.Model.Problems;

namespace Holdfast.Portal.Access;

/// <summary>What can be wrong with API tokens.</summary>
public static class TokenProblems
{
    public static readonly ProblemKind Missing = new(
        "HF-1411",
        "The admin API needs a token",
        "Send it as Authorization: Bearer hf_…; an administrator makes one on the page API tokens."
    );

    public static readonly ProblemKind Wrong = new(
        "HF-1412",
        "The API token is not valid",
        "It was revoked, has expired or was copied in part. Have another one made."
    );

    public static readonly ProblemKind TooMany = new(
        "HF-1413",
        "Too many requests",
        "Wait as long as the answer's Retry-After says, and send fewer."
    );

    public static readonly ProblemKind Unknown = new(
        "HF-1414",
        "No such API token",
        "Check the id in the list of API tokens."
    );

    public static readonly ProblemKind NameTaken = new(
        "HF-1415",
        "Another API token has this name",
        "Choose another name, or revoke that one first."
    );

    public static readonly ProblemKind BadName = new(
        "HF-1416",
        "The name of the API token is not allowed",
        "Use 1 to 60 letters, digits, spaces, dots, hyphens or underscores."
    );

    public static readonly ProblemKind NoScope = new(
        "HF-1417",
        "The API token has no scope that is known",
        "Give one or more of read, people, sessions, profiles, nodes, failover and everything."
    );

    public static readonly ProblemKind BadLife = new(
        "HF-1418",
        "The API token cannot last so long",
        "Give 1 to 3650 days."
    );
}
