using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Holdfast.Lab;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;

namespace Holdfast.Bench.Fleets;

/// <summary>One portal of a <see cref="Fleet"/>, with the host from which its apps come.</summary>
internal sealed class FleetPortal(Host host, Host clients, string home)
{
    private static readonly Uri Root = new("http://admin/api/admin/v1/");

    public Host Host => host;

    /// <summary>Knows this portal under the name of all.</summary>
    public Host Clients => clients;

    public HostProcess Process => host.Find("holdfast", "portal").Single(p => !p.CommandLine.Contains("setup"));

    public async Task<JsonNode> CallAsync(HttpMethod method, string path, object? body = null)
    {
        using var http = new HttpClient(Handler()) { Timeout = TimeSpan.FromMinutes(2) };
        using var request = new HttpRequestMessage(method, new Uri(Root, path));
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text.Length == 0 ? "{}" : text)!
            : throw new LabException($"{method} {path} answered {(int)answer.StatusCode}: {text}");
    }

    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var http = new HttpClient(Handler());
            using var answer = await http.GetAsync(new Uri("http://admin/readyz"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private SocketsHttpHandler Handler() =>
        new()
        {
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint($"{home}/run/admin.sock"), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
}
