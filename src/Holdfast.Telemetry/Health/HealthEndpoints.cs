using Holdfast.Telemetry.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Telemetry.Health;

public static class HealthEndpoints
{
    /// <summary>
    /// <c>/livez</c>: 200 while the process answers. <c>/readyz</c>: 200 when it can serve users, else 503; the body has a line for
    /// each check. <c>/metrics</c>: Prometheus text. All without sign-in, so for a listener that the public does not reach.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder routes, Readiness readiness, MetricsCollector metrics)
    {
        routes.MapGet("/livez", () => Results.Text("ok\n"));
        routes.MapGet("/readyz", (Delegate)((HttpContext context) => ReadyAsync(readiness, context)));
        routes.MapGet("/metrics", () => Results.Text(PrometheusText.Write(metrics), PrometheusText.ContentType));
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var results = await readiness.AskAsync(context.RequestAborted);
        var lines = results.Select(r => r.Good ? $"good {r.Name}\n" : $"bad  {r.Name}: {r.ReasonAgainst}\n");
        return Results.Text(string.Concat(lines), statusCode: results.All(r => r.Good) ? 200 : 503);
    }
}
