using Holdfast.Link.Enrolling;
using Holdfast.Link.Identities;

namespace Holdfast.Setup;

/// <summary>Says the code whenever there is a new one, and when the node is enrolled.</summary>
internal sealed class EnrolmentWords(Surroundings at, SetupNodeOptions options)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);

    /// <summary>Runs until cancelled.</summary>
    public async Task SayAsync(CancellationToken cancel)
    {
        var codes = new EnrolmentCodeFile(at.Home.Node, at.Time);
        string? said = null;
        while (true)
        {
            var now =
                codes.Read()?.Reveal() is { } code ? Invitation(code)
                : Name() is { } name ? Enrolled(name)
                : said;
            if (now is not null && now != said)
            {
                await at.Terminal.Out.WriteLineAsync(now);
                said = now;
            }

            await Task.Delay(LookEvery, at.Time, cancel);
        }
    }

    /// <summary>Null: no portal knows it.</summary>
    private string? Name() =>
        File.Exists(Path.Combine(at.Home.Node, NodeIdentityStore.FileName))
            ? NodeIdentityStore.Open(at.Home.Node, at.Time).Value?.Current.NodeId
            : null;

    private string Invitation(string code) =>
        $"""

            This node runs and no portal knows it. Open the portal's page Nodes and paste this line, or on the portal's
            machine run ./holdfast node add with it:

                {code}

            It is good for one hour and once; ./holdfast node code makes another.
            Portals must reach {options.LinkAddress} (TCP), clients {options.HostName}.
            Stop with Ctrl-C.

            """;

    private string Enrolled(string name) =>
        $"""

            This is {name}. Portals reach it at {options.LinkAddress}, clients at {options.HostName}.
            Stop with Ctrl-C.

            """;
}
