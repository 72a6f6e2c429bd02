using Holdfast.Data.Users;

namespace Holdfast.Portal.Features.Users;

/// <summary>The roles as a form offers them.</summary>
internal static class RoleChoices
{
    public const string Field = "role";

    public static readonly IReadOnlyList<(Role Role, string Label)> All =
    [
        (Role.User, "User: connects, and sees only what is his or her own"),
        (
            Role.HelpDesk,
            "Help desk: sees people and sessions, disconnects, resets what plain users cannot sign in with"
        ),
        (Role.Auditor, "Auditor: sees everything, changes nothing"),
        (Role.Administrator, "Administrator: changes everything"),
    ];

    public static string Write(Role role) => $"{role}";

    /// <returns>Null: there is no such role.</returns>
    public static Role? Read(string posted) =>
        All.Where(choice => Write(choice.Role) == posted).Select(choice => (Role?)choice.Role).FirstOrDefault();
}
