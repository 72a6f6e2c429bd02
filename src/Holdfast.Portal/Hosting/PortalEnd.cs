using Holdfast.Portal.Portals;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Hosting;

/// <summary>The first half of a stop, in which everybody is still served.</summary>
public static class PortalEnd
{
    /// <summary>Balancers see that it is not ready and send nobody more; who is here already is served, and told to go.</summary>
    public static Task DrainAsync(WebApplication app, TimeSpan time, TimeProvider clock)
    {
        app.Services.GetRequiredService<Drained>().Stop();
        return Task.Delay(time, clock);
    }
}
