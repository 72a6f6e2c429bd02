using Holdfast.Web.Browsing;
using Holdfast.Web.OnFakes;

namespace Holdfast.Web.Pages;

public sealed partial class WithoutScriptTests
{
    [Fact]
    public async Task Failover_ValidatedSwitchedHeldRemovedAndCommitted_SaysWhatItDoes()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/failover");
        Assert.Contains("node-1 is active", await visit.Page.InnerTextAsync("#failover"), StringComparison.Ordinal);
        Assert.Contains("aside/timeline-3", await visit.Page.InnerTextAsync("#failover"), StringComparison.Ordinal);
        await visit.Page.FillAsync("[name=unit1]", "203.0.113.9");
        await PressAsync(visit, "Validate");
        await Screens.SaveAsync(visit.Page, "failover-validated");
        var rows = await visit.Page.InnerTextAsync("#validated");
        Assert.Contains("HF-2018", rows, StringComparison.Ordinal);
        Assert.Contains("GOOD, but", rows, StringComparison.Ordinal);
        Assert.Equal("203.0.113.9", await visit.Page.InputValueAsync("[name=unit1]"));
        await PressAsync(visit, "Commit");
        Assert.Contains("HF-2093", await visit.Page.InnerTextAsync(".error-summary"), StringComparison.Ordinal);

        await visit.GoAsync("/admin/failover");
        await visit.Page.GetByText("Switch over…").ClickAsync();
        await PressAsync(visit, "Switch over now");
        Assert.Contains("Told to switch over", await visit.Page.InnerTextAsync("#said"), StringComparison.Ordinal);
        await PressAsync(visit, "Hold node-2");
        await visit.Page.GetByText("Change the key…").ClickAsync();
        await PressAsync(visit, "Change the key now");
        Assert.Contains("Waiting for node-2", await visit.Page.InnerTextAsync("#failover"), StringComparison.Ordinal);
        await Screens.SaveAsync(visit.Page, "failover-key");
        await PressAsync(visit, "The witness has it");
        Assert.Contains("with key 2", await visit.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await visit.Page.GetByText("Remove the group…").ClickAsync();
        await PressAsync(visit, "Remove the group");
        Assert.Contains("The group is removed", await visit.Page.InnerTextAsync("#said"), StringComparison.Ordinal);

        await visit.Page.CheckAsync("[name=nodes][value=node-1]");
        await visit.Page.CheckAsync("[name=nodes][value=node-2]");
        await visit.Page.FillAsync("[name=unit1]", "192.0.2.10");
        Assert.Equal("192.0.2.1", await visit.Page.InputValueAsync("[name=reachable]"));
        await PressAsync(visit, "Commit");
        Assert.Contains("Committed", await visit.Page.InnerTextAsync("#said"), StringComparison.Ordinal);
    }
}
