namespace Holdfast.Portal.Features.Portals;

/// <summary>Who serves this database.</summary>
public interface IPortalDesk
{
    /// <summary>In the order in which they were started.</summary>
    Task<IReadOnlyList<PortalView>> ReadAsync(CancellationToken cancel);
}
