namespace Holdfast.Portal.Access;

/// <summary>
/// What an endpoint of the portal needs. Each one says it where it is mapped; who has it stands in <see cref="RoleRights"/> and
/// <see cref="ScopeRights"/>. To add one: give it to roles and scopes there, and update docs/operations/roles.md with its test.
/// </summary>
public enum Right
{
    /// <summary>Nobody needs to be signed in.</summary>
    Everybody,

    /// <summary>Whoever is signed in, and only what is his or her own.</summary>
    Own,

    /// <summary>An app with an access token, for the person who approved it.</summary>
    OwnApp,

    /// <summary>Users, and what they have.</summary>
    SeePeople,

    /// <summary>Lets plain users in again, or not: second factors, links for a new password, disable and enable.</summary>
    HelpPeople,

    /// <summary>Adds, changes and removes plain users.</summary>
    ChangePeople,

    /// <summary>Who is connected, and who had an address.</summary>
    SeeSessions,

    /// <summary>Disconnects.</summary>
    EndSessions,

    SeeProfiles,
    ChangeProfiles,
    SeeNodes,
    ChangeNodes,
    SeeFailover,
    ChangeFailover,

    /// <summary>Overview, portals, settings, notices, apps, sources of people and the audit log.</summary>
    SeeService,

    /// <summary>Portals, settings, notices and apps.</summary>
    ChangeService,

    /// <summary>
    /// Gives roles and API tokens, changes people who have more than the role of a user, and the sources of people, which give roles.
    /// </summary>
    GiveRights,
}
