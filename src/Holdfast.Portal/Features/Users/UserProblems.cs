using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Users;

/// <summary>What can be wrong in the administration of users. Names and passwords themselves are judged by Holdfast.Identity.</summary>
public static class UserProblems
{
    public static readonly ProblemKind Unknown = new("HF-1150", "No such user", "Check the name in the list of users.");

    public static readonly ProblemKind NameTaken = new("HF-1151", "The name is taken", "Choose another name.");

    public static readonly ProblemKind LastAdministrator = new(
        "HF-1152",
        "This is the last administrator",
        "Make somebody else administrator first."
    );

    public static readonly ProblemKind BadGroup = new(
        "HF-1153",
        "A group name is not allowed",
        "Use 1 to 64 letters, digits, dots, hyphens or underscores."
    );
}
