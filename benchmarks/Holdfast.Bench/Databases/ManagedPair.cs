using System.Net;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Bench.Databases;

/// <summary>Ours, with its usual times. The machine that dies loses its links and all of its processes at once.</summary>
internal sealed class ManagedPair : DatabaseUnderFire
{
    private const int ParallelWriters = 3;
    private static readonly IPAddress Address = IPAddress.Parse("10.77.0.100");
    private readonly IReadOnlyList<FailoverMember> _members;
    private FailoverMember _primary;

    private ManagedPair(Host client, IReadOnlyList<FailoverMember> members, string password)
        : base(client)
    {
        (_members, _primary) = (members, members[0]);
        Writers =
        [
            .. Enumerable.Repeat($"host={Address} user=holdfast dbname=holdfast password={password}", ParallelWriters),
        ];
    }

    public override string Name => "pair";

    public override IReadOnlyList<string> Writers { get; }

    public static async Task<ManagedPair> StartAsync(Lab.Lab lab)
    {
        var network = await lab.NetworkAsync("pnet", "10.77.0.0/24", "fd77::/64");
        Host[] hosts = [await lab.HostAsync("p1", network), await lab.HostAsync("p2", network)];
        var client = await lab.HostAsync("pclient", network);
        var group = new FailoverGroup(hosts, [network], [new VirtualAddress(network, Address)])
        {
            DatabaseFolder = lab.Folder,
        };
        var members = new List<FailoverMember>();
        foreach (var host in hosts)
        {
            members.Add(await FailoverMember.StartAsync(host, Path.Combine(lab.Folder, host.Name), group));
        }

        var pair = new ManagedPair(client, members, group.DatabasePassword);
        await members[0].TryAsync("database", "create");
        await pair.MakeTableAsync();
        return pair;
    }

    public override Task SettleAsync() =>
        Wait.UntilAsync(
            "a primary and a standby in step",
            Patience,
            async () =>
            {
                var (primaries, standbys) = (new List<FailoverMember>(), 0);
                foreach (var member in _members)
                {
                    var view = (await member.LookAsync())?.Database;
                    standbys += view is { Server: "standby", InStep: true } ? 1 : 0;
                    primaries.AddRange(view is { Server: "primary", InStep: true } ? [member] : []);
                }

                _primary = primaries.FirstOrDefault() ?? _primary;
                return (primaries.Count, standbys) == (1, 1);
            }
        );

    public override Task KillAsync() => _primary.Host.PowerOffAsync();

    public override async Task ReturnAsync()
    {
        await _primary.Host.PowerOnAsync();
        await _primary.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
        {
            await member.DisposeAsync();
        }
    }
}
