using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Hosting;

/// <summary><c>/livez</c> (the process answers) and <c>/readyz</c> (it can serve users), at the inner doors only.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var inner = routes.MapGroup("").OnlyOn(Listener.Admin, Listener.Telemetry);
        inner.MapGet("/livez", () => Results.Text("ok"));
        inner.MapGet(
            "/readyz",
            async (Readiness readiness, CancellationToken cancel) =>
            {
                var reasons = await readiness.ReasonsAsync(cancel);
                return Results.Json(
                    new { ready = reasons.Count == 0, reasons },
                    statusCode: reasons.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
                );
            }
        );
    }
}
