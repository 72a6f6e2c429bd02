using Holdfast.Homes;
using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests.Admin;

public sealed class PortalVerbsTests : IDisposable
{
    private const string Portals = "/api/admin/v1/portals";

    private readonly TestHome _home = new();

    private HomeFolder Home => _home.Folder;

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("drain portal-b", "PUT", "Portal portal-b is drained.")]
    [InlineData("return portal-b", "DELETE", "Portal portal-b takes people again.")]
    public async Task Drain_AsksThePortal(string line, string method, string said)
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer(
            $"{method} {Portals}/portal-b/drain",
            "",
            204
        );
        var terminal = new TestTerminal();

        var code = await terminal.RunAsync(Home, ["portal", .. line.Split(' ')]);

        Assert.Equal((ExitCodes.Done, ""), (code, terminal.Error));
        Assert.Equal(said, terminal.Out.Trim());
    }

    [Theory]
    [InlineData("drain")]
    [InlineData("return")]
    [InlineData("drain a b")]
    public async Task Drain_NoPortalOrTwo_NothingSent(string line)
    {
        await using var portal = await FakePortal.StartAsync(Home);

        Assert.NotEqual(ExitCodes.Done, await new TestTerminal().RunAsync(Home, ["portal", .. line.Split(' ')]));
        Assert.Empty(portal.Asked);
    }
}
