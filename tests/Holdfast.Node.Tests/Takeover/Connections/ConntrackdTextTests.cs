using System.Net;
using Holdfast.Node.Takeover.Connections;

namespace Holdfast.Node.Tests.Takeover.Connections;

public sealed class ConntrackdTextTests
{
    private static readonly IPAddress Own = IPAddress.Parse("10.0.0.11");
    private static readonly IPAddress Other = IPAddress.Parse("10.0.0.12");

    [Fact]
    public void Render_NamesTheWayOfItsFamily()
    {
        Assert.Contains("IPv4_address 10.0.0.11\n", Text(Own, Other), StringComparison.Ordinal);
        Assert.Contains("IPv4_Destination_Address 10.0.0.12\n", Text(Own, Other), StringComparison.Ordinal);
        var six = Text(IPAddress.Parse("fd00::11"), IPAddress.Parse("fd00::12"));
        Assert.Contains("IPv6_address fd00::11\n", six, StringComparison.Ordinal);
        Assert.Contains("IPv6_Destination_Address fd00::12\n", six, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_LeavesOutTheLoopbackAndWhatIsIgnored_EachOnce()
    {
        var text = Text(Own, Other, Own, Other, Own, IPAddress.Parse("2001:db8::10"));

        Assert.Equal(
            [
                "IPv4_address 127.0.0.1",
                "IPv6_address ::1",
                "IPv4_address 10.0.0.11",
                "IPv4_address 10.0.0.12",
                "IPv6_address 2001:db8::10",
            ],
            text[text.IndexOf("Ignore", StringComparison.Ordinal)..]
                .Split('\n', StringSplitOptions.TrimEntries)
                .Where(line => line.Contains("_address", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Render_BracesAreEven()
    {
        var text = Text(Own, Other);

        Assert.Equal(text.Count('{'), text.Count('}'));
    }

    private static string Text(IPAddress own, IPAddress other, params IPAddress[] ignored) =>
        ConntrackdText.Render(new ConnectionWay("eth1", own, other, 3115), ignored, "/r/lock", "/r/sock", "/r/log");
}
