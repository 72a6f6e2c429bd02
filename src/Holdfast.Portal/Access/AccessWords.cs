using Holdfast.Data.Users;

namespace Holdfast.Portal.Access;

/// <summary>Roles and scopes as people read and write them.</summary>
public static class AccessWords
{
    public static string Of(Role role) => role == Role.HelpDesk ? "help desk" : $"{role}".ToLowerInvariant();

    public static string Title(Role role) => role == Role.HelpDesk ? "Help desk" : $"{role}";

    public static string Of(TokenScope scope) => $"{scope}".ToLowerInvariant();

    /// <summary>Null: there is no such scope.</summary>
    public static TokenScope? ScopeOf(string word) =>
        Enum.GetValues<TokenScope>()
            .Where(scope => Of(scope) == word)
            .Select(scope => (TokenScope?)scope)
            .FirstOrDefault();

    /// <summary>Which roles would do: “the role help desk or administrator”.</summary>
    public static string RolesWith(Right right) =>
        $"Needed is the role {Either(Enum.GetValues<Role>().Where(role => RoleRights.Of(role).Contains(right)).Select(Of))}.";

    /// <summary>Which scopes would do.</summary>
    public static string ScopesWith(Right right) =>
        Enum.GetValues<TokenScope>().Where(scope => ScopeRights.Of(scope).Contains(right)).Select(Of).ToArray()
            is { Length: > 0 } scopes
            ? $"Needed is the scope {Either(scopes)}."
            : "No token may.";

    private static string Either(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }
}
