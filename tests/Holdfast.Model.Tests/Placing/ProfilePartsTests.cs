using System.Net;
using Holdfast.Model.Addresses;
using Holdfast.Model.ClientFiles;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;
using Holdfast.Model.Placing;
using Holdfast.Model.Profiles;
using Holdfast.Model.Tests.Profiles;

namespace Holdfast.Model.Tests.Placing;

public sealed class ProfilePartsTests
{
    private static readonly Profile Shared = SomeProfiles.Employees with
    {
        Placement = Placement.Shared,
        Unit = 51,
        HostName = "a.example.org",
        DnsServers = ["@GW4@", "@GW6@"],
        FurtherUnits =
        [
            new()
            {
                Unit = 52,
                HostName = "b.example.org",
                Port = 51821,
            },
        ],
    };

    private static readonly Dictionary<string, PoolSlice> Halves = new()
    {
        ["@"] = new(0, 128),
        ["@52"] = new(128, 128),
    };

    [Fact]
    public void Of_TwoUnits_EachHasItsAddressesAndItsName()
    {
        var parts = ProfileParts.Of(Shared, Halves);

        Assert.Equal(
            [
                new("employees", 51, "a.example.org", 51820, new(0, 128), true),
                new("employees@52", 52, "b.example.org", 51821, new(128, 128), false),
            ],
            parts
        );
        Assert.All(parts, part => Assert.Equal("employees", ProfileParts.ProfileOf(part.ServiceId)));
    }

    /// <summary>What would be network, gateway or broadcast of a part is nobody's.</summary>
    [Fact]
    public void Holds_EverySlotOfAPart_HasAnAddressInItsNetwork()
    {
        var whole = PoolSlice.WholeOf(SomeProfiles.WireGuard.Pool4, SomeProfiles.WireGuard.Pool6);
        foreach (var part in ProfileParts.Of(Shared, Halves))
        {
            var network = part.Slice.In(SomeProfiles.WireGuard.Pool4, whole);
            var slots = Enumerable.Range(0, 256).Where(part.Holds).ToList();
            Assert.Equal(125, slots.Count);
            Assert.All(
                slots,
                slot =>
                {
                    var address = new AddressPool(SomeProfiles.WireGuard.Pool4).AddressOf(slot);
                    Assert.True(network.Contains(address));
                    Assert.NotEqual(new AddressPool(network).Gateway, address);
                    Assert.NotEqual(network.BaseAddress, address);
                }
            );
        }
    }

    [Fact]
    public void Of_NotToBeDivided_Nothing()
    {
        Assert.Empty(ProfileParts.Of(Shared with { FurtherUnits = [] }, Halves));
        Assert.Empty(ProfileParts.Of(Shared with { WireGuard = null }, Halves));
        Assert.Empty(ProfileParts.Of(Shared with { Unit = null }, Halves));
        Assert.Empty(ProfileParts.SlicesOf(Shared with { Placement = Placement.Spread }));
        Assert.Equal(["@", "@52"], ProfileParts.SlicesOf(Shared));
    }

    [Fact]
    public void Of_APartWithoutASlice_IsLeftOut() =>
        Assert.Equal(
            [51],
            ProfileParts.Of(Shared, new Dictionary<string, PoolSlice> { ["@"] = new(0, 256) }).Select(p => p.Unit)
        );

    [Fact]
    public void Part_IsADeviceOfItsOwn()
    {
        var key = new WireGuardKey([.. Enumerable.Repeat((byte)7, 32)]);

        var services = ServicesOf.Part(Shared, 3, ProfileParts.Of(Shared, Halves)[1], key);

        Assert.Equal("employees@52", services.ProfileId);
        Assert.Equal(new ForwardingRules(Masquerade: true, ClientToClient: false, Unit: 52), services.Forwarding);
        Assert.Empty(services.OpenVpn);
        var wireGuard = services.WireGuard!;
        Assert.Equal(
            ("hf3u52-wg", 51821, 52, key),
            (wireGuard.Interface, wireGuard.Port, wireGuard.Unit, wireGuard.PrivateKey)
        );
        Assert.Equal("10.43.43.128/25", $"{wireGuard.Pool4}");
        Assert.True(DeviceNames.IsOurs(wireGuard.Interface));
        Assert.True(DeviceNames.IsOf(wireGuard.Interface, Protocol.WireGuard));
    }

    /// <summary>The gateway is the node's address on the part's own device; traffic for all others of the profile goes there too.</summary>
    [Fact]
    public void File_OfAPart_LeadsThere()
    {
        var file = new WireGuardFile
        {
            Profile = Shared with
            {
                DefaultGateway = false,
                Routes = [IPNetwork.Parse("10.0.0.0/16")],
                DnsSearchDomains = ["x.org"],
            },
            HostName = "b.example.org",
            Part = ProfileParts.Of(Shared, Halves)[1],
            Address4 = IPAddress.Parse("10.43.43.130"),
            Address6 = IPAddress.Parse("fd43::82"),
            ServerPublicKey = new(new byte[32]),
        }.Render();

        Assert.Contains("Endpoint = b.example.org:51821", file, StringComparison.Ordinal);
        Assert.Contains("DNS = 10.43.43.129,fd43::81,x.org", file, StringComparison.Ordinal);
        Assert.Contains("10.43.43.0/24", file, StringComparison.Ordinal);
    }
}
