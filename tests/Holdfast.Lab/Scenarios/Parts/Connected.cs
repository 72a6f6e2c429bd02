using Holdfast.Lab.Apps;
using Holdfast.Lab.Probes;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>A laptop whose app has connected, and which asks a host behind the nodes all the time.</summary>
public sealed class Connected : IAsyncDisposable
{
    private readonly EduVpnApp _app;
    private readonly AppTunnel _tunnel;

    private Connected(EduVpnApp app, AppTunnel tunnel, Probe probe) => (_app, _tunnel, Probe) = (app, tunnel, probe);

    public string Name => _app.Host.Name;

    public Probe Probe { get; }

    /// <summary>The address of the node that carries it.</summary>
    public string Node => _tunnel.Configuration.Line("Endpoint").Split(':')[0];

    /// <param name="deadline">For the first answer through the tunnel.</param>
    public static async Task<Connected> ConnectAsync(TwoPortals world, string user, TimeSpan deadline)
    {
        var app = await world.SignInAsync(user, await world.ClientAsync(user));
        var tunnel = await AppTunnel.ConnectAsync(app, (await app.InfoAsync()).Single());
        return new Connected(app, tunnel, await Probe.StartAsync(app.Host, world.Inside.Address4, deadline));
    }

    public async ValueTask DisposeAsync()
    {
        await Probe.DisposeAsync();
        await _tunnel.DisposeAsync();
        await _app.DisposeAsync();
    }
}
