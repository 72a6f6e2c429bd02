using System.Collections.Frozen;

namespace Holdfast.Portal.Access;

/// <summary>What each scope of an API token may do. None may give rights: a token that is stolen makes no other.</summary>
public static class ScopeRights
{
    private static readonly FrozenDictionary<TokenScope, FrozenSet<Right>> Rights = new Dictionary<
        TokenScope,
        FrozenSet<Right>
    >
    {
        [TokenScope.Read] =
        [
            Right.Everybody,
            Right.SeePeople,
            Right.SeeSessions,
            Right.SeeProfiles,
            Right.SeeNodes,
            Right.SeeFailover,
            Right.SeeService,
        ],
        [TokenScope.People] = [Right.Everybody, Right.SeePeople, Right.HelpPeople, Right.ChangePeople],
        [TokenScope.Sessions] = [Right.Everybody, Right.SeeSessions, Right.EndSessions],
        [TokenScope.Profiles] = [Right.Everybody, Right.SeeProfiles, Right.ChangeProfiles],
        [TokenScope.Nodes] = [Right.Everybody, Right.SeeNodes, Right.ChangeNodes],
        [TokenScope.Failover] = [Right.Everybody, Right.SeeFailover, Right.ChangeFailover],
        [TokenScope.Everything] = [.. Enum.GetValues<Right>().Except([Right.Own, Right.OwnApp, Right.GiveRights])],
    }.ToFrozenDictionary();

    public static FrozenSet<Right> Of(TokenScope scope) => Rights[scope];

    public static FrozenSet<Right> Of(IEnumerable<TokenScope> scopes) => [.. scopes.SelectMany(Of)];
}
