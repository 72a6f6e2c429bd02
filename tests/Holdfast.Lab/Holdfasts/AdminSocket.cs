using System.Net.Http.Json;
using System.Net.Sockets;

namespace Holdfast.Lab.Holdfasts;

/// <summary>A portal's admin API, asked quickly and often: a command of ours takes a third of a second to start.</summary>
public sealed class AdminSocket : IDisposable
{
    private readonly HttpClient _client;

    /// <param name="path">Of the socket, as this process reaches it.</param>
    public AdminSocket(string path)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
                return new NetworkStream(connection, ownsSocket: true);
            },
        };
        _client = new HttpClient(handler) { BaseAddress = new Uri("http://admin/api/admin/v1/") };
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative));

    /// <exception cref="LabException">It was refused.</exception>
    public async Task AddUserAsync(string name, string password)
    {
        using var answer = await _client.PostAsJsonAsync(new Uri("users", UriKind.Relative), new { name, password });
        await ExpectAsync(answer);
    }

    /// <exception cref="LabException">It was refused.</exception>
    public async Task SetAsync<T>(string setting, T value)
    {
        var body = new Dictionary<string, T> { [setting] = value };
        using var answer = await _client.PatchAsJsonAsync(new Uri("settings", UriKind.Relative), body);
        await ExpectAsync(answer);
    }

    public void Dispose() => _client.Dispose();

    private static async Task ExpectAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new LabException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }
}
