using Holdfast.Model.Problems;

namespace Holdfast.Portal.Access;

/// <summary>Why somebody who is known may not do something.</summary>
public static class AccessProblems
{
    public static readonly ProblemKind Scope = new(
        "HF-1410",
        "The API token does not allow this",
        "Use a token with another scope, or the commands on the portal's machine."
    );

    public static readonly ProblemKind MoreThanAUser = new(
        "HF-1154",
        "Only an administrator changes somebody who is more than a user",
        "Ask an administrator to do it in the portal."
    );

    public static readonly ProblemKind RoleIsGiven = new(
        "HF-1155",
        "Only an administrator gives roles",
        "Leave the role out, and ask an administrator to give it in the portal."
    );
}
