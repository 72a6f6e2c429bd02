using Holdfast.Model.Profiles;
using Holdfast.Node.Applying;
using Holdfast.Node.Firewall;
using Holdfast.Node.Tests.Lab;
using Holdfast.Node.Tests.OpenVpn;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Node.Tests.Firewall;

/// <summary>Two clients of one OpenVPN process: what goes from one to the other passes the kernel, and so the rules.</summary>
[Trait("needs", "root")]
public sealed class OpenVpnForwardingTests
{
    [Fact]
    public async Task Forward_ClientsOfOneProcess_ReachEachOtherOnlyWhenAllowed()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var plane = new FirewallPlane(
            new NamespacedFirewall(lab.Hosts.Server),
            _ => [],
            () => null,
            NullLogger<FirewallPlane>.Instance
        );
        var (one, two) = (OpenVpnLab.Allowed(0), OpenVpnLab.Allowed(1));
        await lab.ReconcileAsync([lab.Service(Transport.Udp)], one, two);
        await lab.ConnectedAsync(one, Transport.Udp);
        await lab.ConnectedFromAsync(lab.Hosts.Behind, two, Transport.Udp, "--remote", "10.98.0.1", "1194");
        Assert.True(await Hosts.PingsAsync(lab.Hosts.Client, "10.61.0.3"), "without rules they reach each other");

        Assert.Empty(await plane.ReconcileAsync(lab.State, CancellationToken.None));
        Assert.False(await Hosts.PingsOnceAsync(lab.Hosts.Client, "10.61.0.3"));
        Assert.False(await Hosts.PingsOnceAsync(lab.Hosts.Behind, "fd61::2"));
        Assert.True(await Hosts.PingsAsync(lab.Hosts.Client, "10.61.0.1"), "the gateway answers");

        var allowed = lab.State.Services["office"] with { Forwarding = new(Masquerade: true, ClientToClient: true) };
        var state = lab.State with { Services = lab.State.Services.SetItem("office", allowed) };
        var difference = new StateDifference { Services = [allowed] };
        Assert.Empty(await plane.ApplyAsync(state, difference, CancellationToken.None));
        Assert.True(await Hosts.PingsAsync(lab.Hosts.Client, "10.61.0.3"));
        Assert.True(await Hosts.PingsAsync(lab.Hosts.Behind, "fd61::2"));
    }
}
