using System.Collections.Frozen;
using System.Net;
using Holdfast.Data.Users;
using Holdfast.Portal.Access;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Audit;

/// <summary>Who does something: as the audit log names it, and what of it is allowed.</summary>
/// <param name="Name">Of the user; or <c>local administrator</c> for the admin socket, <c>holdfast</c> for our own jobs.</param>
/// <param name="Address">From where; null: this machine.</param>
public sealed record Actor(string Name, IPAddress? Address)
{
    public static readonly Actor Holdfast = new("holdfast", null) { Rights = RoleRights.Of(Role.Administrator) };

    private static readonly Actor LocalAdministrator = Holdfast with { Name = "local administrator" };

    private static readonly Actor Nobody = new("nobody", null);

    /// <summary>As they were when the request came. Nobody has any by being named.</summary>
    public FrozenSet<Right> Rights { get; init; } = [];

    public bool May(Right right) => Rights.Contains(right);

    /// <summary>Who has no right to give rights leaves people alone who have more than a user: they could give them.</summary>
    public bool MayActOn(Role role) => role == Role.User || May(Right.GiveRights);

    public static Actor Of(Visitor visitor) =>
        new(visitor.Name, visitor.Address) { Rights = RoleRights.Of(visitor.Role) };

    /// <summary>At the admin API: who may open the socket is an administrator.</summary>
    public static Actor Of(HttpContext http) =>
        http.CameThrough() == Listener.Admin ? LocalAdministrator : http.Features.Get<Actor>() ?? Nobody;

    /// <summary>For endpoints of the admin API, which take it as a parameter.</summary>
    public static ValueTask<Actor?> BindAsync(HttpContext http) => ValueTask.FromResult<Actor?>(Of(http));
}
