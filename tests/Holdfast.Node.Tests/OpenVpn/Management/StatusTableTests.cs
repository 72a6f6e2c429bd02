using System.Net;
using Holdfast.Node.OpenVpn.Management;

namespace Holdfast.Node.Tests.OpenVpn.Management;

public sealed class StatusTableTests
{
    private const string Header =
        "HEADER\tCLIENT_LIST\tCommon Name\tReal Address\tVirtual Address\tVirtual IPv6 Address\tBytes Received\tBytes Sent\t"
        + "Connected Since\tConnected Since (time_t)\tUsername\tClient ID\tPeer ID\tData Channel Cipher";

    private const string Row =
        "CLIENT_LIST\tc1\t10.99.0.2:49378\t10.88.0.5\tfd88::5\t2670\t2934\t2026-11-21 07:57:55\t1795247875\tUNDEF\t3\t0\tAES-256-GCM";

    [Fact]
    public void Accept_ListOfOpenVpn26_GivesTheClients()
    {
        var clients = Read("TITLE\tOpenVPN 2.6.14", Header, Row, "ROUTING_TABLE\t10.88.0.5\tc1", "GLOBAL_STATS\tx\t1");
        var expected = new ConnectedClient(
            3,
            "c1",
            IPEndPoint.Parse("10.99.0.2:49378"),
            IPAddress.Parse("10.88.0.5"),
            IPAddress.Parse("fd88::5"),
            2670,
            2934,
            1795247875
        );
        Assert.Equal([expected], clients);
    }

    [Fact]
    public void Accept_ColumnsInAnotherOrder_AreFoundByName()
    {
        var client = Assert.Single(Read("HEADER\tCLIENT_LIST\tNew\tClient ID\tCommon Name", "CLIENT_LIST\tx\t9\tname"));
        Assert.Equal((9, "name"), (client.Id, client.CommonName));
    }

    [Theory]
    [InlineData("2001:db8::1:1194", "[2001:db8::1]:1194")]
    [InlineData("[2001:db8::1]:1194", "[2001:db8::1]:1194")]
    [InlineData("::ffff:192.0.2.1:1194", "192.0.2.1:1194")]
    [InlineData("192.0.2.1", null)]
    [InlineData("192.0.2.1:", null)]
    [InlineData("192.0.2.1:65536", null)]
    [InlineData("here:1", null)]
    [InlineData("", null)]
    public void Endpoint_AsOpenVpnPrintsIt_IsReadOrNull(string text, string? expected) =>
        Assert.Equal(expected, EndpointText.Parse(text)?.ToString());

    [Theory]
    [InlineData("CLIENT_LIST")]
    [InlineData("CLIENT_LIST\tc1")]
    [InlineData("CLIENT_LIST\tc1\t\t\t\t\t\t\t\t\t")]
    [InlineData("CLIENT_LIST\tc1\t1:1\t\t\t1\t1\t1\t1\tUNDEF\tx\t0")]
    [InlineData("CLIENT\tc1\t10.99.0.2:49378")]
    public void Accept_BrokenRow_IsLeftOut(string row) => Assert.Empty(Read(Header, row));

    [Fact]
    public void Accept_RowBeforeTheHeader_IsLeftOut() => Assert.Empty(Read(Row));

    [Fact]
    public void Accept_RowWithThousandsOfFields_DoesNoHarm() =>
        Assert.Empty(Read(Header, "CLIENT_LIST" + new string('\t', 5000)));

    private static IReadOnlyList<ConnectedClient> Read(params string[] rows)
    {
        var table = new StatusTable();
        foreach (var row in rows)
        {
            table.Accept(row);
        }

        return table.Clients;
    }
}
