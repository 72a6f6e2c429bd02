using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Holdfast.Portal.Hosting;

/// <summary>Marks each connection with its <see cref="Listener"/>, and answers 404 where an endpoint is asked at another door.</summary>
public static class ListenerGate
{
    public static ListenOptions As(this ListenOptions options, Listener listener)
    {
        var mark = new ListenerFeature(listener);
        options.Use(next =>
            connection =>
            {
                connection.Features.Set(mark);
                return next(connection);
            }
        );
        return options;
    }

    /// <summary>The endpoints of a group are only found at this door. Without it they are <see cref="Listener.Public"/>.</summary>
    public static TBuilder OnlyOn<TBuilder>(this TBuilder builder, params Listener[] listeners)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new Doors(listeners)));
        return builder;
    }

    public static IApplicationBuilder UseListenerGate(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (context.GetEndpoint() is { } endpoint && !IsOpen(endpoint, context.CameThrough()))
                {
                    context.SetEndpoint(null);
                }

                return next(context);
            }
        );

    public static Listener CameThrough(this HttpContext context) =>
        context.Features.Get<ListenerFeature>()?.Listener ?? Listener.Public;

    /// <summary>The router's own answer that a method is wrong has no door; it says no at every one.</summary>
    private static bool IsOpen(Endpoint endpoint, Listener listener) =>
        endpoint is not RouteEndpoint
        || (
            endpoint.Metadata.GetMetadata<Doors>() is { } doors
                ? doors.Listeners.Contains(listener)
                : listener == Listener.Public
        );

    private sealed record ListenerFeature(Listener Listener);

    private sealed record Doors(Listener[] Listeners);
}
