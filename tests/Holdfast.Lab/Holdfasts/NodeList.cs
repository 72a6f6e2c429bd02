using System.Net.Sockets;
using System.Text.Json;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Holdfasts;

/// <summary>The portal's nodes as its admin socket tells, asked quickly and often.</summary>
public sealed class NodeList : IDisposable
{
    private readonly HttpClient client;

    public NodeList(HoldfastServer server)
    {
        var socket = Path.Combine(server.Home, "run", "admin.sock");
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
                return new NetworkStream(connection, ownsSocket: true);
            },
        };
        client = new HttpClient(handler) { BaseAddress = new Uri("http://admin/api/admin/v1/") };
    }

    /// <summary>Null: there is no such node.</summary>
    public async Task<JsonElement?> FindAsync(string id)
    {
        using var answer = await client.GetAsync(new Uri($"nodes/{id}", UriKind.Relative));
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement
            : null;
    }

    /// <summary>Waits until the node is so, and tells how long that took.</summary>
    public Task<TimeSpan> WaitForAsync(string id, string state, TimeSpan deadline) =>
        Wait.UntilAsync(
            $"{id} to be {state}",
            deadline,
            async () => await FindAsync(id) is { } node && node.GetProperty("state").GetString() == state
        );

    public void Dispose() => client.Dispose();
}
