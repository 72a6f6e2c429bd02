using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Servers;

/// <summary>
/// A cloud's interface on a router: <c>PUT /ADDRESS</c> on port 80 lets the router send that address to whoever asked. While it is
/// <see cref="IsOut"/>, it answers 503 and changes nothing.
/// </summary>
public sealed class RouteServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Host _router;
    private readonly Socket _listener;
    private readonly Task _work;

    private RouteServer(Host router)
    {
        _router = router;
        _listener = Listening.On(router, port: 80);
        _work = Listening.ServeAsync(_listener, ServeAsync, _stop.Token);
    }

    public bool IsOut { get; set; }

    public static RouteServer Start(Host router) => new(router);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _work;
        _stop.Dispose();
    }

    private async Task ServeAsync(Stream stream, CancellationToken cancel)
    {
        var caller = ((IPEndPoint)((NetworkStream)stream).Socket.RemoteEndPoint!).Address.MapToIPv4();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var request = await reader.ReadLineAsync(cancel) ?? "";
        while (await reader.ReadLineAsync(cancel) is { Length: > 0 })
        {
            // Nothing in the headers matters here.
        }

        if (!IsOut)
        {
            await _router.RunAsync("ip", "route", "replace", request.Split(' ')[1].Trim('/'), "via", $"{caller}");
        }

        var answer = IsOut ? "503 Service Unavailable" : "204 No Content";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nConnection: close\r\n\r\n"), cancel);
    }
}
