using Holdfast.Lab;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;

namespace Holdfast.Bench.Takeovers;

/// <summary>Ours, at the default heartbeat.</summary>
internal sealed class HoldfastPair(Lab.Lab lab, Host one, Host two) : AddressPair(one, two)
{
    private readonly List<FailoverMember> _members = [];

    public override async Task StartAsync()
    {
        var network = Hosts[0].Links[0].Network;
        var group = new FailoverGroup(Hosts, [network], [new VirtualAddress(network, Address)]);
        foreach (var host in Hosts)
        {
            _members.Add(await FailoverMember.StartAsync(host, Path.Combine(lab.Folder, host.Name), group));
        }
    }

    public override async Task<int> TakeoversAsync()
    {
        var views = await Task.WhenAll(_members.Select(member => member.StatusAsync()));
        return views.Sum(view =>
            (view ?? throw new LabException("An agent does not answer.")).History.Count(what =>
                what.Contains("→ active", StringComparison.Ordinal)
            )
        );
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
        {
            await member.DisposeAsync();
        }
    }

    protected override async Task<bool> IsReadyAsync(Host standby) =>
        await _members.Single(member => member.Host == standby).StatusAsync()
            is { Role: "standby", Obstacle: "active-heard" };
}
