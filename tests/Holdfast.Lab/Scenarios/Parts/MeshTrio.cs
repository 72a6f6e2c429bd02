using System.Net;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>Two servers that share 10.0.0.1 in a mesh, and a client: VpnCloud's worked example of high availability.</summary>
public sealed class MeshTrio : IAsyncDisposable
{
    public const string Prefix = "10.0.0.1/32";
    public static readonly IPAddress Shared = IPAddress.Parse("10.0.0.1");
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private MeshTrio(Network network, MeshHost alpha, MeshHost beta, MeshHost client) =>
        (Network, Servers, Client) = (network, [alpha, beta], client);

    public Network Network { get; }

    public IReadOnlyList<MeshHost> Servers { get; }

    public MeshHost Client { get; }

    /// <param name="serve">Starts what is to run on a server before its mesh host; null: nothing.</param>
    /// <param name="ofServers">Arguments of <c>holdfast mesh</c> on the servers, beside the usual ones.</param>
    public static async Task<MeshTrio> StartAsync(
        Lab lab,
        Action<Host>? serve = null,
        params IReadOnlyList<string> ofServers
    )
    {
        var network = await lab.NetworkAsync("outside", "10.77.0.0/24", "fd77::/64");
        var (alpha, beta, client) = (
            await lab.HostAsync("server-a", network),
            await lab.HostAsync("server-b", network),
            await lab.HostAsync("client", network)
        );
        foreach (var host in new[] { alpha, beta, client })
        {
            await host.KnowAsync("server-a", alpha.Address4);
            await host.KnowAsync("server-b", beta.Address4);
        }

        serve?.Invoke(alpha);
        serve?.Invoke(beta);
        return new MeshTrio(
            network,
            await Start(alpha, ["--ip", "10.0.0.1", "-c", "server-b:3210", .. ofServers]),
            await Start(beta, ["--ip", "10.0.0.1", "-c", "server-a:3210", .. ofServers]),
            await Start(client, "--ip", "10.0.0.100", "-c", "server-a:3210", "-c", "server-b:3210")
        );

        Task<MeshHost> Start(Host host, params IReadOnlyList<string> more) =>
            MeshHost.StartAsync(host, Path.Combine(lab.Folder, host.Name), ["--password", "S", .. more]);
    }

    /// <summary>All three live and agree; the client's packets have a holder.</summary>
    /// <returns>Who carries the address, and who stands by.</returns>
    public async Task<(MeshHost Holder, MeshHost Standby)> SettleAsync()
    {
        await Client.WaitUntilAgreedAsync(others: 2);
        var holder = await HolderAsync() ?? throw new LabException("Nobody carries the address.");
        return (holder, Servers.Single(server => server != holder));
    }

    public async Task<MeshHost?> HolderAsync() =>
        await Client.StatusAsync() is { } view && view.Holders.GetValueOrDefault(Prefix) is { } name
            ? Servers.Single(server => server.Host.Name == name)
            : null;

    /// <summary>How often the client has sent packets elsewhere than before.</summary>
    public async Task<int> CountMovesAsync() =>
        await Client.StatusAsync() is { } view
            ? view.Causes.Count
            : throw new LabException("The client's mesh host does not answer.");

    public Task WaitForHolderAsync(MeshHost wanted) =>
        Wait.UntilAsync($"{wanted.Host.Name} to carry the address", Soon, async () => await HolderAsync() == wanted);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Servers.Append(Client))
        {
            await host.DisposeAsync();
        }
    }
}
