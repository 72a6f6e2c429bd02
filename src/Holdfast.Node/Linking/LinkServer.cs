using Holdfast.Link.Addresses;
using Holdfast.Link.Listening;
using Holdfast.Model.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Linking;

/// <summary>The web server in which the link listens, and nothing else.</summary>
internal sealed class LinkServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LinkServer(WebApplication app, Problem? problem)
    {
        _app = app;
        Problem = problem;
    }

    /// <summary>Why it does not listen; null: it does.</summary>
    public Problem? Problem { get; }

    public static async Task<LinkServer> StartAsync(
        LinkAddress address,
        LinkListener listener,
        ILoggerFactory loggers,
        CancellationToken cancel
    )
    {
        var app = Build(address, listener, loggers);
        try
        {
            await app.StartAsync(cancel);
            return new LinkServer(app, problem: null);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            return new LinkServer(app, NodeProblems.CannotListen.At(address.ToString(), e.Message));
        }
    }

    /// <summary>Says goodbye to the portals.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(LinkAddress address, LinkListener listener, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLink(address, listener);
        });
        var app = builder.Build();
        app.UseLink(listener);
        return app;
    }
}
