using Holdfast.Lab.Clients;
using Holdfast.Lab.Probes;

namespace Holdfast.Lab.Apps;

/// <summary>A connection as the app makes it, with whatever the server answered.</summary>
public sealed class AppTunnel : IAsyncDisposable
{
    private const int DefaultMtu = 1420;
    private const int MostPings = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly IReadOnlyList<IAsyncDisposable> parts;

    private AppTunnel(AppConfiguration configuration, params IReadOnlyList<IAsyncDisposable> parts)
    {
        Configuration = configuration;
        this.parts = parts;
    }

    public AppConfiguration Configuration { get; }

    /// <summary>Brings up what <c>/connect</c> answered.</summary>
    public static async Task<AppTunnel> UpAsync(EduVpnApp app, AppConfiguration configuration)
    {
        switch (configuration.ContentType)
        {
            case AppConfiguration.WireGuard:
                return new(configuration, await StockWireGuard.UpAsync(app.Host, configuration.TextWithKey));
            case AppConfiguration.WireGuardTcp:
                var carrier = await WireGuardOverTcp.OpenAsync(app.Host, new Uri(configuration.Line("ProxyEndpoint")));
                return new(
                    configuration,
                    carrier,
                    await StockWireGuard.UpAsync(app.Host, carrier.Through(configuration))
                );
            default:
                var text = $"{configuration.Text}\nscript-security 0";
                return new(configuration, await StockOpenVpn.UpAsync(app.Host, text, Patience));
        }
    }

    /// <summary>The whole way of the app: connect, and when the gateway does not answer full packets, once more over TCP.</summary>
    public static async Task<AppTunnel> ConnectAsync(EduVpnApp app, AppProfile profile)
    {
        var tunnel = await UpAsync(app, await app.ConnectAsync(profile.Id));
        if (tunnel.Configuration.ContentType != AppConfiguration.WireGuard || await tunnel.WorksAsync(app))
        {
            return tunnel;
        }

        await tunnel.DisposeAsync();
        app.Host.Story.Tell(app.Host.Name, "the app sees no answer and asks for TCP");
        return await UpAsync(app, await app.ConnectAsync(profile.Id, preferTcp: profile.HasTcp));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in parts.Reverse())
        {
            await part.DisposeAsync();
        }
    }

    /// <summary>Up to five echoes of MTU size to the gateway, one every two seconds.</summary>
    private async Task<bool> WorksAsync(EduVpnApp app)
    {
        for (var count = 0; count < MostPings; count++)
        {
            if (await Ping.OnceAsync(app.Host, Configuration.Gateway4, Mtu, seconds: 2))
            {
                return true;
            }
        }

        return false;
    }

    private int Mtu =>
        Configuration.Text.Contains("MTU = ", StringComparison.Ordinal)
            ? int.Parse(Configuration.Line("MTU"), System.Globalization.CultureInfo.InvariantCulture)
            : DefaultMtu;
}
