using System.Net;
using Holdfast.Link.Addresses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Holdfast.Link.Listening;

/// <summary>Puts a <see cref="LinkListener"/> into a web application that may serve other things on other endpoints.</summary>
public static class LinkListenerExtensions
{
    /// <summary>Listens on the address. A socket file left behind by a dead process is replaced.</summary>
    public static void ListenLink(this KestrelServerOptions kestrel, LinkAddress address, LinkListener listener)
    {
        if (address.Path is { } path)
        {
            LinkSocket.UseFor(kestrel);
            kestrel.ListenUnixSocket(path, endpoint => endpoint.UseLink(listener));
        }
        else if (address.EndPoint is IPEndPoint ip)
        {
            kestrel.Listen(ip, endpoint => endpoint.UseLink(listener));
        }
        else if (address.Host == "localhost")
        {
            kestrel.ListenLocalhost(address.Port, endpoint => endpoint.UseLink(listener));
        }
        else
        {
            kestrel.ListenAnyIP(address.Port, endpoint => endpoint.UseLink(listener));
        }
    }

    /// <summary>Makes any endpoint one of the link; for callers that choose where to listen themselves.</summary>
    public static void UseLink(this ListenOptions endpoint, LinkListener listener)
    {
        endpoint.Protocols = HttpProtocols.Http1;
        endpoint.Use(next => connection => listener.GuardAsync(connection, next));
        endpoint.UseHttps(
            new TlsHandshakeCallbackOptions
            {
                OnConnection = listener.SecureAsync,
                HandshakeTimeout = listener.Options.ArrivalTimeout,
            }
        );
    }

    /// <summary>Serves the requests that come over the link's endpoint; all others go on.</summary>
    public static IApplicationBuilder UseLink(this IApplicationBuilder app, LinkListener listener) =>
        app.MapWhen(
            http => http.Features.Get<LinkConnection>() is not null,
            branch =>
                branch
                    .UseWebSockets(
                        new WebSocketOptions
                        {
                            KeepAliveInterval = listener.Options.Limits.PingInterval,
                            KeepAliveTimeout = listener.Options.Limits.PingTimeout,
                        }
                    )
                    .Run(listener.ServeAsync)
        );
}
