using Holdfast.Portal.Portals;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Hosting;

/// <summary>Counts the requests that have begun and not ended; when the portal is to be left alone, tells their connections to go. Thread-safe.</summary>
public sealed class RequestsUnderWay(Drained drained)
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        Interlocked.Increment(ref _count);
        http.Response.OnStarting(DismissAsync, http);
        try
        {
            await next(http);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>
    /// The answer is the last of its connection: the client's next request opens another one, elsewhere. Asked when the answer begins, so
    /// that requests which began before the drain are among them.
    /// </summary>
    private Task DismissAsync(object state)
    {
        if (drained.IsSo)
        {
            var http = (HttpContext)state;
            // HTTP/2 has no such header; there the notice makes the server send GOAWAY (RFC 9113, 6.8).
            if (HttpProtocol.IsHttp11(http.Request.Protocol))
            {
                http.Response.Headers.Connection = "close";
            }

            http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        return Task.CompletedTask;
    }
}
