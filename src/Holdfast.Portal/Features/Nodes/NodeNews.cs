using Holdfast.Portal.Access;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Portals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Holdfast.Portal.Features.Nodes;

/// <summary>
/// Tells browsers that a page about nodes is worth asking for again. It carries nothing else, so nothing is lost with it: a page
/// without it asks now and then.
/// </summary>
public sealed class NodeNews(
    NodeRegistry registry,
    Drained drained,
    TimeProvider clock,
    IHostApplicationLifetime lifetime
)
{
    public const string Path = "/admin/nodes/changes";

    private const int MostStreams = 200;

    /// <summary>Changes that follow each other faster are told together.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(300);

    /// <summary>So that proxies do not take it for dead.</summary>
    private static readonly TimeSpan SilenceAtMost = TimeSpan.FromSeconds(15);

    /// <summary>Then the browser asks again, and whether it still may is looked at again.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private int _streams;

    public async Task ServeAsync(HttpContext http)
    {
        try
        {
            if (Interlocked.Increment(ref _streams) > MostStreams)
            {
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }

            await TellAsync(http);
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }

    private async Task TellAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        using var life = new CancellationTokenSource(Life, clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(
            life.Token,
            http.RequestAborted,
            drained.Begins,
            lifetime.ApplicationStopping
        );
        try
        {
            var seen = registry.Changes.Count;
            await SendAsync(http, "retry: 1000\n\n", over.Token);
            while (true)
            {
                var changed = await ChangedAsync(seen, over.Token);
                seen = registry.Changes.Count;
                await SendAsync(http, changed ? $"id: {seen}\ndata: changed\n\n" : ": still here\n\n", over.Token);
                await Task.Delay(Between, clock, over.Token);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The browser left, or comes again.
        }
    }

    private async Task<bool> ChangedAsync(long seen, CancellationToken cancel)
    {
        try
        {
            await registry.Changes.WaitAsync(seen, cancel).WaitAsync(SilenceAtMost, clock, cancel);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task SendAsync(HttpContext http, string text, CancellationToken cancel)
    {
        await http.Response.WriteAsync(text, cancel);
        await http.Response.Body.FlushAsync(cancel);
    }
}

internal static class NodeNewsMap
{
    public static void MapNodeNews(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(NodeNews.Path, (HttpContext http, NodeNews stream) => stream.ServeAsync(http))
            .Needs(Right.SeeNodes);
}
