using Holdfast.Lab.Clients;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>What a client notices of it that it may not connect any more.</summary>
internal static class CutOff
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    /// <summary>Its answers end, and soon enough.</summary>
    /// <param name="since">In the story's time.</param>
    /// <param name="what">Happened then.</param>
    public static async Task ExpectAsync(Host client, Probe probe, TimeSpan since, TimeSpan within, string what)
    {
        await Wait.UntilAsync("silence", within + Silence, () => probe.Statistics.LongestGap > Silence);
        var after = probe.Statistics.GapBegan - since;
        client.Story.Expect(
            after < within,
            client.Name,
            $"is cut off {Math.Max(0, after.TotalMilliseconds):0} ms after {what}"
        );
    }

    /// <summary>OpenVPN comes back by itself, and is told that it may not.</summary>
    public static async Task ExpectRefusedAsync(Host host, StockOpenVpn client, TimeSpan deadline)
    {
        var seen = client.Program.Output.Count;
        await Wait.UntilAsync(
            "OpenVPN to be refused",
            deadline,
            () => client.Program.HasEnded || client.Program.Output.Find("AUTH_FAILED", 0) is not null
        );
        host.Story.Expect(
            client.Program.Output.Find(StockOpenVpn.Completed, seen) is null,
            host.Name,
            "OpenVPN is refused when it comes back"
        );
    }
}
