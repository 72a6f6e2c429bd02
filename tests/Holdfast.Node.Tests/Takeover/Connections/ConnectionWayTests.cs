using System.Net;
using Holdfast.Model.Failover;
using Holdfast.Node.Takeover.Connections;

namespace Holdfast.Node.Tests.Takeover.Connections;

public sealed class ConnectionWayTests
{
    [Fact]
    public void To_OneOther_IsTheWayOfTheLastPath()
    {
        var way = ConnectionWay.To([new OtherMember(2, [IPAddress.Parse("192.0.2.12"), IPAddress.Loopback])], 3115);

        Assert.Equal(new ConnectionWay("lo", IPAddress.Loopback, IPAddress.Loopback, 3115), way);
    }

    [Fact]
    public void To_NobodyOrSeveral_IsNone()
    {
        OtherMember[] two = [new(2, [IPAddress.Loopback]), new(3, [IPAddress.Loopback])];

        Assert.Null(ConnectionWay.To([], 3115));
        Assert.Null(ConnectionWay.To(two, 3115));
        Assert.Null(ConnectionWay.To([new OtherMember(2, [])], 3115));
    }
}
