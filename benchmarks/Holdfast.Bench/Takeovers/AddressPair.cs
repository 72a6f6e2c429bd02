using System.Net;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Bench.Takeovers;

/// <summary>Two machines that share an address by some program.</summary>
internal abstract class AddressPair(Host one, Host two) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static readonly IPAddress Address = IPAddress.Parse("10.77.0.100");

    public IReadOnlyList<Host> Hosts { get; } = [one, two];

    public abstract Task StartAsync();

    /// <summary>The one that has the address, as soon as the other is ready to follow.</summary>
    public async Task<Host> SettleAsync()
    {
        Host? active = null;
        await Wait.UntilAsync(
            "one to have the address and the other to be ready",
            Patience,
            async () =>
            {
                var holders = new List<Host>();
                foreach (var host in Hosts)
                {
                    if ((await host.RunAsync("ip", "address", "show", "to", $"{Address}")).Length > 0)
                    {
                        holders.Add(host);
                    }
                }

                active = holders is [var only] ? only : null;
                return active is not null && await IsReadyAsync(Hosts.Single(host => host != active));
            }
        );
        return active!;
    }

    /// <summary>How often one of them has become active since they were started.</summary>
    public abstract Task<int> TakeoversAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract Task<bool> IsReadyAsync(Host standby);
}
