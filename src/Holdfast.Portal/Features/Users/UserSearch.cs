using Holdfast.Identity.UserNames;

namespace Holdfast.Portal.Features.Users;

/// <summary>What was typed to find users.</summary>
public static class UserSearch
{
    /// <returns>A part of their keys: what looks alike is the same.</returns>
    public static string KeyOf(string typed) => UserName.Read(typed).Value?.Key ?? typed.Trim();
}
