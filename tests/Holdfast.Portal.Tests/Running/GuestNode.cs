using Holdfast.Portal.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Running;

/// <summary>A node of one test's own, at a portal that tests share. Leaves the portal in the end.</summary>
public sealed class GuestNode : IAsyncDisposable
{
    private readonly RunningPortal _portal;

    private GuestNode(RunningPortal portal, FakeNode node) => (_portal, Node) = (portal, node);

    public FakeNode Node { get; }

    public string Id => Node.Id;

    /// <summary>What the portal knows of it.</summary>
    public NodeLinkState State => _portal.Services.GetRequiredService<NodeRegistry>()[Id];

    /// <summary>Linked, and carries the profiles.</summary>
    public static async Task<GuestNode> JoinAsync(RunningPortal portal, string hostName = "guest.example")
    {
        // No other test's node has ever been called so: what the portal remembers of it is this one's.
        var id = $"guest-{Guid.CreateVersion7():N}"[..30];
        return new GuestNode(portal, await portal.AddNodeAsync(hostName, id));
    }

    public async ValueTask DisposeAsync()
    {
        // It may have been removed already.
        using var removed = await _portal.Admin.DeleteAsync($"/api/admin/v1/nodes/{Id}");
        await Node.DisposeAsync();
    }
}
