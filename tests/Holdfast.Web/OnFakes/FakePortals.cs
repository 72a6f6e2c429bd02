using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Portals;
using Holdfast.Portal.Layout;

namespace Holdfast.Web.OnFakes;

/// <summary>Two portals behind one name, one of which is gone.</summary>
internal sealed class FakePortals : IPortalDesk
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The id of the one that is drained.</summary>
    public string? Drained { get; private set; }

    public Task<IReadOnlyList<PortalView>> ReadAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<PortalView>>([
            View("1", "portal1", runs: true, isThis: true),
            View("2", "portal2", runs: false, isThis: false),
        ]);

    public Task<Problem?> SetDrainingAsync(Visitor by, string id, bool draining, CancellationToken cancel)
    {
        Drained = draining ? id : null;
        return Task.FromResult<Problem?>(null);
    }

    private PortalView View(string id, string machine, bool runs, bool isThis) =>
        new(
            id,
            "https://vpn.example.org",
            machine,
            "1.2.3",
            Now.AddDays(-3),
            Now,
            Drained == id ? Now : null,
            runs,
            isThis
        );
}
