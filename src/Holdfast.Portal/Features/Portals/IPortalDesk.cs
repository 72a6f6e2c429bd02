using Holdfast.Model.Problems;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Portals;

/// <summary>Who serves this database.</summary>
public interface IPortalDesk
{
    /// <summary>In the order in which they were started.</summary>
    Task<IReadOnlyList<PortalView>> ReadAsync(CancellationToken cancel);

    /// <summary>Sends people to other portals, or lets them come again.</summary>
    Task<Problem?> SetDrainingAsync(Visitor by, string id, bool draining, CancellationToken cancel);
}
