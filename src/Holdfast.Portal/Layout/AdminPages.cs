using Holdfast.Portal.Access;

namespace Holdfast.Portal.Layout;

/// <summary>Pages of the administration, in the order in which the navigation lists them.</summary>
/// <param name="HasPagesBelow">Pages below its address belong to it.</param>
public sealed record AdminPages(string Title, string Address, Right Right, bool HasPagesBelow = false)
{
    private static readonly AdminPages[] All =
    [
        new("Overview", Addresses.Overview, Right.SeeService),
        new("Users", Addresses.Users, Right.SeePeople, HasPagesBelow: true),
        new("Sessions", Addresses.Sessions, Right.SeeSessions, HasPagesBelow: true),
        new("Statistics", Addresses.Statistics, Right.SeeService, HasPagesBelow: true),
        new("Profiles", Addresses.Profiles, Right.SeeProfiles, HasPagesBelow: true),
        new("Nodes", Addresses.Nodes, Right.SeeNodes, HasPagesBelow: true),
        new("Failover", Addresses.Failover, Right.SeeFailover),
        new("Portals", Addresses.Portals, Right.SeeService),
        new("Notices", Addresses.Notices, Right.SeeService, HasPagesBelow: true),
        new("Health", Addresses.Health, Right.SeeService),
        new("Sources", Addresses.Sources, Right.SeeService, HasPagesBelow: true),
        new("Audit log", Addresses.Audit, Right.SeeService, HasPagesBelow: true),
        new("API tokens", Addresses.ApiTokens, Right.SeeService),
        new("Settings", Addresses.Settings, Right.SeeService),
    ];

    /// <summary>Only what one may open is offered.</summary>
    public static IEnumerable<AdminPages> For(Visitor visitor) => All.Where(page => visitor.May(page.Right));
}
