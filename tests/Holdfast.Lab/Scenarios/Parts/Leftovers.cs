using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>What a server leaves behind on its host when it is stopped: nothing.</summary>
internal static class Leftovers
{
    public static async Task ExpectNoneAsync(Host host)
    {
        var story = host.Story;
        var links = (await host.RunAsync("ip", "-br", "link")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var known = host.Links.Select(link => link.Interface).Append("lo");
        var strange = links.Select(line => line.Split(' ', '@')[0]).Except(known).ToList();
        story.Expect(strange.Count == 0, host.Name, "no interface is left", string.Join(", ", strange));

        var rules = await host.RunAsync("nft", "list", "ruleset");
        story.Expect(rules.Trim().Length == 0, host.Name, "no firewall rule is left", rules);

        // The host's own first process, which is cat.
        var processes = host.Processes.Where(process => process.CommandLine is not ["cat"]).ToList();
        story.Expect(processes.Count == 0, host.Name, "no process is left", string.Join("; ", processes));
    }
}
