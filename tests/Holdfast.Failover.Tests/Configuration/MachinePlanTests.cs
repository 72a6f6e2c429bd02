using System.Net;
using System.Text.Json;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Heartbeat;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Model.Json;

namespace Holdfast.Failover.Tests.Configuration;

/// <summary>What portals send is what agents read.</summary>
public sealed class MachinePlanTests
{
    [Theory]
    [InlineData(HeartbeatCarrier.Multicast, Carrier.Multicast)]
    [InlineData(HeartbeatCarrier.Unicast, Carrier.Unicast)]
    [InlineData(HeartbeatCarrier.Udp, Carrier.Udp)]
    public void Write_AllOfIt_IsAConfigurationWithoutMistakes(HeartbeatCarrier carrier, Carrier read)
    {
        var file = FailoverFileReader.Parse(
            "plan",
            JsonSerializer.SerializeToUtf8Bytes(Plan(carrier), ModelJson.Options)
        );

        Assert.Empty(file.Problems);
        Assert.Equal(new Revision(2, 9), file.Value!.Managed);
        Assert.Equal(read, file.Value.Group.Paths[0].Carrier);
        Assert.Equal("eth0", file.Value.Local.Links["outside"]);
        Assert.Equal(["node"], file.Value.Local.Expects);
        Assert.Equal(IPAddress.Parse("198.51.100.5"), file.Value.Group.Witness!.Address);
        Assert.Equal([IPAddress.Parse("192.0.2.1")], file.Value.Group.Reachable);
        Assert.True(file.Value.Group.Preempts);
    }

    [Fact]
    public void ToString_HasNoSecret() =>
        Assert.DoesNotContain("AAEC", Plan(HeartbeatCarrier.Udp).Group.Keys[0].ToString(), StringComparison.Ordinal);

    private static MachinePlan Plan(HeartbeatCarrier carrier) =>
        new()
        {
            Managed = new Revision(2, 9),
            Local = new(1, new Dictionary<string, string>(StringComparer.Ordinal) { ["outside"] = "eth0" }, ["node"]),
            Group = new()
            {
                Id = new Guid("5e0c8f2e-31a5-4c3b-9c0b-0d6a7a3c1a11"),
                Members =
                [
                    new(1, "alpha", 150, [IPAddress.Parse("192.0.2.11")]),
                    new(2, "beta", 100, [IPAddress.Parse("192.0.2.12")]),
                ],
                Paths = [new("outside", carrier)],
                Units = [new(51, [new("outside", IPAddress.Parse("192.0.2.10"))])],
                IntervalMilliseconds = 100,
                Keys = [new(1, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")],
                ActiveKey = 1,
                Preempts = true,
                Reachable = [IPAddress.Parse("192.0.2.1")],
                Witness = new(IPAddress.Parse("198.51.100.5"), 3113),
            },
        };
}
