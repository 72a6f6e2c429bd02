using Holdfast.Homes;
using Holdfast.Setup;
using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests.Admin;

public sealed class NodeVerbsTests : IDisposable
{
    private const string Address = "/api/admin/v1/nodes";

    private readonly TestHome _home = new();

    private HomeFolder Home => _home.Folder;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task List_Nodes_ShowsHowTheyAre()
    {
        const string Nodes = """
            {"items":[{"id":"node-1","state":"linked","hostName":"vpn.example","sessions":3,"lag":0,"weight":100,"software":"0.1.0"},
            {"id":"node-2","state":"not-linked","hostName":"b.example","weight":0,"reason":"HF-1702 Nobody answers"}]}
            """;
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"GET {Address}", Nodes);
        var terminal = new TestTerminal();
        Assert.Equal((ExitCodes.Done, ""), (await terminal.RunAsync(Home, "node", "list"), terminal.Error));
        Assert.Equal(
            """
            ID      STATE       HOST         CONNECTED  LAG  WEIGHT  SOFTWARE  WHY NOT
            node-1  linked      vpn.example  3          0    100     0.1.0     -
            node-2  not-linked  b.example    -          -    0       -         HF-1702 Nobody answers

            """,
            terminal.Out
        );
    }

    [Theory]
    [InlineData("add hfn1-x --id far", "POST /api/admin/v1/nodes", """{"code":"hfn1-x","id":"far"}""")]
    [InlineData("drain node-2", "PUT /api/admin/v1/nodes/node-2/drain", "")]
    [InlineData("return node-2", "DELETE /api/admin/v1/nodes/node-2/drain", "")]
    [InlineData("set n weight=0", "PATCH /api/admin/v1/nodes/n", """{"weight":0}""")]
    [InlineData(
        "set n weight=7 prefer=10.0.0.0/8,fd00::/8 host-name=a.example",
        "PATCH /api/admin/v1/nodes/n",
        """{"weight":7,"clientNetworks":["10.0.0.0/8","fd00::/8"],"hostName":"a.example"}"""
    )]
    [InlineData("set n prefer= host-name=", "PATCH /api/admin/v1/nodes/n", """{"clientNetworks":[],"hostName":""}""")]
    public async Task Change_Node_SendsWhatIsNamed(string line, string request, string body)
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer(request, """{"id":"far"}""");
        var terminal = new TestTerminal();
        string[] words = ["node", .. line.Split(' ')];
        Assert.Equal((ExitCodes.Done, ""), (await terminal.RunAsync(Home, words), terminal.Error));
        Assert.Equal((request, body), Assert.Single(portal.Asked));
    }

    [Theory]
    [InlineData("weight=heavy")]
    [InlineData("weight=-1")]
    [InlineData("weight")]
    [InlineData("colour=green")]
    [InlineData("=")]
    public async Task Set_NotASetting_SaysSoAndAsksNobody(string setting)
    {
        await using var portal = await FakePortal.StartAsync(Home);
        var terminal = new TestTerminal();
        Assert.Equal(ExitCodes.Refused, await terminal.RunAsync(Home, "node", "set", "n", "weight=5", setting));
        Assert.Contains("HF-1501", terminal.Error, StringComparison.Ordinal);
        Assert.Empty(portal.Asked);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1:8445")]
    [InlineData("2001:db8::1", "[2001:db8::1]:8445")]
    [InlineData("n.example", "n.example:8445")]
    public void LinkAddress_OfTheSetup_IsOneThatCanBeDialled(string host, string address)
    {
        var options = new SetupNodeOptions("clients.example", host, 8445, 8444, Node.OnStop.Remove);

        Assert.Equal(address, options.LinkAddress);
        Assert.Equal(address, Link.Addresses.LinkAddress.Parse(options.In("/home").LinkAddress!).Value!.ToString());
    }

    [Theory]
    [InlineData("setup node --link-port 0")]
    [InlineData("setup node --wireguard-tcp-port 70000")]
    [InlineData("setup node --on-stop explode")]
    [InlineData("setup nothing")]
    public async Task Setup_NonsenseOptions_Refused(string line)
    {
        var terminal = new TestTerminal();
        Assert.Equal(ExitCodes.CannotStart, await terminal.RunAsync(Home, line.Split(' ')));
        Assert.Contains("HF-1501", terminal.Error, StringComparison.Ordinal);
    }
}
