using System.Net;
using Holdfast.Telemetry.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Telemetry.Health;

/// <summary>
/// A small HTTP server of its own for <see cref="HealthEndpoints"/>: a port of the same server would be told apart by the Host header
/// alone, which the caller writes.
/// </summary>
public sealed class HealthListener : IAsyncDisposable
{
    private readonly WebApplication _server;

    private HealthListener(WebApplication server, Uri address)
    {
        _server = server;
        Address = address;
    }

    /// <summary>Where it listens, with the port that was found when 0 was asked for.</summary>
    public Uri Address { get; }

    /// <exception cref="IOException">The address is in use or not ours.</exception>
    public static async Task<HealthListener> StartAsync(
        IPEndPoint endpoint,
        Readiness readiness,
        MetricsCollector metrics,
        CancellationToken cancel
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(endpoint));
        builder.Services.AddRoutingCore();
        var server = builder.Build();
        server.MapHealth(readiness, metrics);
        try
        {
            await server.StartAsync(cancel);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new(server, new Uri(addresses.Addresses.First()));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }
}
