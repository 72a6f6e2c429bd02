namespace Holdfast.Data.Users;

/// <summary>What somebody may do in the portal. Stored in two columns, so that the release before goes on.</summary>
public enum Role
{
    User,

    /// <summary>Helps people: sees users and sessions, disconnects, resets what somebody cannot sign in with.</summary>
    HelpDesk,

    /// <summary>Sees all, changes nothing.</summary>
    Auditor,
    Administrator,
}
