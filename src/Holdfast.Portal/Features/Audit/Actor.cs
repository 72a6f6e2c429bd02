using System.Net;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Audit;

/// <summary>Who does something, for the audit log.</summary>
/// <param name="Name">Of the user; or <c>local administrator</c> for the admin socket, <c>holdfast</c> for our own jobs.</param>
/// <param name="Address">From where; null: this machine.</param>
public sealed record Actor(string Name, IPAddress? Address)
{
    public static readonly Actor LocalAdministrator = new("local administrator", null);
    public static readonly Actor Holdfast = new("holdfast", null);

    public static Actor Of(Visitor visitor) => new(visitor.Name, visitor.Address);
}
