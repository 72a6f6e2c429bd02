using System.Collections.Frozen;
using Holdfast.Data.Users;

namespace Holdfast.Portal.Access;

/// <summary>What each role may do.</summary>
public static class RoleRights
{
    private static readonly FrozenSet<Right> OfUser = [Right.Everybody, Right.Own];

    private static readonly FrozenSet<Right> OfHelpDesk =
    [
        .. OfUser,
        Right.SeePeople,
        Right.HelpPeople,
        Right.SeeSessions,
        Right.EndSessions,
    ];

    private static readonly FrozenSet<Right> OfAuditor = [.. OfUser, .. ScopeRights.Of(TokenScope.Read)];

    private static readonly FrozenSet<Right> OfAdministrator = [.. Enum.GetValues<Right>().Except([Right.OwnApp])];

    public static FrozenSet<Right> Of(Role role) =>
        role switch
        {
            Role.Administrator => OfAdministrator,
            Role.Auditor => OfAuditor,
            Role.HelpDesk => OfHelpDesk,
            _ => OfUser,
        };
}
