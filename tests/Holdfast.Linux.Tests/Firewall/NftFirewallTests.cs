using Holdfast.Linux.Firewall;
using Holdfast.Linux.Processes;
using Holdfast.Linux.Tests.Namespaces;

namespace Holdfast.Linux.Tests.Firewall;

[Trait("needs", "root")]
public sealed class NftFirewallTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly NftFirewall _firewall = new(new ProgramRunner(TimeProvider.System));

    [Fact]
    public async Task ApplyAsync_Table_IsThereAndReadBack()
    {
        await using var space = await TestNamespace.MakeAsync();

        await space.RunAsync(() => _firewall.ApplyAsync("table inet hfl { chain c { counter accept; }; }", None));

        var table = await space.RunAsync(() => _firewall.ReadTableAsync("hfl", None));
        Assert.Contains("chain c", table, StringComparison.Ordinal);
        Assert.Contains("# handle", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadTableAsync_NoSuchTable_IsNull()
    {
        await using var space = await TestNamespace.MakeAsync();

        Assert.Null(await space.RunAsync(() => _firewall.ReadTableAsync("hfl", None)));
    }

    [Fact]
    public async Task ApplyAsync_OneBadLine_ChangesNothingAndSaysWhich()
    {
        await using var space = await TestNamespace.MakeAsync();
        const string script = "add table inet hfl\nadd chain inet nosuch c\n";

        var refused = await Assert.ThrowsAsync<FirewallException>(() =>
            space.RunAsync(() => _firewall.ApplyAsync(script, None))
        );

        Assert.Contains("nosuch", refused.Message, StringComparison.Ordinal);
        Assert.Null(await space.RunAsync(() => _firewall.ReadTableAsync("hfl", None)));
    }

    [Theory]
    [InlineData("this is no rule")]
    [InlineData("table inet hfl {")]
    public async Task ApplyAsync_NoSense_Throws(string script)
    {
        await using var space = await TestNamespace.MakeAsync();

        await Assert.ThrowsAsync<FirewallException>(() => space.RunAsync(() => _firewall.ApplyAsync(script, None)));
    }
}
