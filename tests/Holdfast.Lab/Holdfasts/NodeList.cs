using System.Text.Json;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Holdfasts;

/// <summary>The portal's nodes as its admin socket tells.</summary>
public sealed class NodeList : IDisposable
{
    private readonly AdminSocket socket;

    public NodeList(HoldfastServer server)
        : this(Path.Combine(server.Home, "run", "admin.sock")) { }

    /// <param name="path">Of the portal's admin socket, as this process reaches it.</param>
    public NodeList(string path) => socket = new AdminSocket(path);

    /// <summary>Null: there is no such node, or the portal does not answer now.</summary>
    public async Task<JsonElement?> FindAsync(string id)
    {
        try
        {
            using var answer = await socket.GetAsync($"nodes/{id}");
            return answer.IsSuccessStatusCode
                ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement
                : null;
        }
        catch (HttpRequestException)
        {
            // It starts, or has gone.
            return null;
        }
    }

    /// <summary>Waits until the node is so, and tells how long that took.</summary>
    public Task<TimeSpan> WaitForAsync(string id, string state, TimeSpan deadline) =>
        Wait.UntilAsync(
            $"{id} to be {state}",
            deadline,
            async () => await FindAsync(id) is { } node && node.GetProperty("state").GetString() == state
        );

    public void Dispose() => socket.Dispose();
}
