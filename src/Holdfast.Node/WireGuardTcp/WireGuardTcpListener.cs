using System.Net.Security;
using System.Security.Authentication;
using Holdfast.Model.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.WireGuardTcp;

/// <summary>The web server in front of the relay: TLS 1.3, HTTP/1.1, nothing but the relay's one path.</summary>
public sealed class WireGuardTcpListener : IAsyncDisposable
{
    private const int MaximumHeaderBytes = 8192;

    private readonly WebApplication _app;

    private WireGuardTcpListener(WebApplication app) => _app = app;

    /// <summary>The port that was really taken.</summary>
    public int Port =>
        new Uri(
            _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        ).Port;

    /// <param name="certificate">Asked at each handshake, so that a new one is used at once; null: the handshake is refused.</param>
    public static async Task<Outcome<WireGuardTcpListener>> StartAsync(
        WireGuardTcpOptions options,
        WireGuardTcpRelay relay,
        Func<SslStreamCertificateContext?> certificate,
        ILoggerFactory loggers,
        CancellationToken cancel
    )
    {
        var app = Build(options, certificate, loggers);
        app.MapWireGuardTcp(relay);
        try
        {
            await app.StartAsync(cancel);
            return new WireGuardTcpListener(app);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            await app.DisposeAsync();
            return WireGuardTcpProblems.CannotListen.At(options.Listen.ToString(), e.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(
        WireGuardTcpOptions options,
        Func<SslStreamCertificateContext?> certificate,
        ILoggerFactory loggers
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaximumHeaderBytes;
            kestrel.Limits.MaxConcurrentConnections = 2L * options.MaximumConnections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Listen(options.Listen, listen => Secure(listen, certificate));
        });
        return builder.Build();
    }

    private static void Secure(ListenOptions listen, Func<SslStreamCertificateContext?> certificate)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.UseHttps(
            new TlsHandshakeCallbackOptions
            {
                OnConnection = _ => HandshakeAsync(certificate()),
                HandshakeTimeout = TimeSpan.FromSeconds(10),
            }
        );
    }

    private static ValueTask<SslServerAuthenticationOptions> HandshakeAsync(SslStreamCertificateContext? certificate) =>
        ValueTask.FromResult(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext =
                    certificate ?? throw new AuthenticationException("There is no certificate to show yet."),
                EnabledSslProtocols = SslProtocols.Tls13,
                ClientCertificateRequired = false,
            }
        );
}
