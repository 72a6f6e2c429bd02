using System.Globalization;
using System.Net;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Histories;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>A computer with an app, a stock client that is connected, and traffic through the tunnel all the time.</summary>
public sealed class FleetClient : IAsyncDisposable
{
    /// <summary>OpenVPN prints it when it has found a server, before the server's address.</summary>
    private const string Found = "Peer Connection Initiated with [AF_INET]";

    /// <summary>A busy machine makes gaps; what is cut off is so for longer.</summary>
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RecordedApp _app;
    private readonly AppConfiguration _configuration;
    private readonly TimeSpan _up;

    private FleetClient(RecordedApp app, AppConfiguration configuration, StockOpenVpn? openVpn)
    {
        (_app, _configuration, OpenVpn, _up) = (app, configuration, openVpn, app.App.Host.Story.Elapsed);
    }

    public string Name => _app.Name;

    /// <summary>Null: it has WireGuard.</summary>
    public StockOpenVpn? OpenVpn { get; }

    /// <summary>Its traffic.</summary>
    public Pulse Pulse { get; private set; } = null!;

    /// <summary>The host name of the node that carries it.</summary>
    public string Node => Connections().Last(one => one.IsUp).Node;

    private Host Host => _app.App.Host;

    /// <param name="inside">Whom it asks through the tunnel.</param>
    public static async Task<FleetClient> ConnectAsync(
        RecordedApp app,
        string contentType,
        bool preferTcp,
        IPAddress inside
    )
    {
        var configuration = await app.ConnectAsync(contentType, preferTcp, CancellationToken.None);
        // What an app keeps open so long, its server has closed.
        await app.App.HangUpAsync();
        var openVpn = await UpAsync(app.App.Host, configuration!);
        return new FleetClient(app, configuration!, openVpn)
        {
            Pulse = await Pulse.StartAsync(app.App.Host, inside, Noticed, Patience),
        };
    }

    /// <summary>Ends its traffic.</summary>
    /// <returns>What it had.</returns>
    public async Task<Tunnel> FinishAsync()
    {
        await Pulse.DisposeAsync();
        return new Tunnel
        {
            App = Name,
            Given = RecordedApp.GivenBy(_configuration),
            Address = await AddressAsync(),
            Used = Pulse.Used,
            Connections = Connections(),
            Silences = Pulse.Silences,
            Answered = Pulse.AnsweredBytes,
            MostSent = await SentAsync(),
        };
    }

    /// <summary>The app gives the configuration back.</summary>
    public Task LeaveAsync(CancellationToken stop) => _app.DisconnectAsync(stop);

    public async ValueTask DisposeAsync()
    {
        await Pulse.DisposeAsync();
        await _app.DisposeAsync();
    }

    private static async Task<StockOpenVpn?> UpAsync(Host host, AppConfiguration configuration)
    {
        if (configuration.ContentType == AppConfiguration.OpenVpn)
        {
            return await StockOpenVpn.UpAsync(host, $"{configuration.Text}\nscript-security 0", Patience);
        }

        await StockWireGuard.UpAsync(host, configuration.TextWithKey);
        return null;
    }

    private List<Connection> Connections()
    {
        if (OpenVpn is null)
        {
            return [new Connection(_up, _configuration.Line("Endpoint").Split(':')[0], IsUp: true)];
        }

        List<Connection> all = [];
        foreach (var line in OpenVpn.Program.Output.All)
        {
            if (line.Text.Split(Found) is [_, var address])
            {
                all.Add(new Connection(line.At, address.Split(':')[0], IsUp: false));
            }
            else if (line.Text.Contains(StockOpenVpn.Completed, StringComparison.Ordinal))
            {
                all[^1] = all[^1] with { At = line.At, IsUp = true };
            }
        }

        return all;
    }

    private async Task<IPAddress> AddressAsync()
    {
        var device = OpenVpn is null ? "wg0" : "tun0";
        var text = await Host.RunAsync("ip", "-4", "-br", "address", "show", device);
        return IPAddress.Parse(text.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2].Split('/')[0]);
    }

    private async Task<long> SentAsync()
    {
        var file = $"/sys/class/net/{Host.Links[0].Interface}/statistics/tx_bytes";
        return long.Parse(await Host.RunAsync("cat", file), CultureInfo.InvariantCulture);
    }
}
