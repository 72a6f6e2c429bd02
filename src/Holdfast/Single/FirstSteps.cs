using System.Text.Json.Nodes;
using Holdfast.Admin;
using Holdfast.Homes;
using Holdfast.Link.Enrolling;
using Holdfast.Model.Problems;
using Holdfast.Terminals;

namespace Holdfast.Single;

/// <summary>
/// What an administrator would do after the start: enrols the node with the code in its folder, and waits until the portal can serve
/// users.
/// </summary>
internal sealed class FirstSteps(HomeFolder home, Terminal terminal, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>After a refusal.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>When a person begins to wonder.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly EnrolmentCodeFile _codes = new(home.Node, time);
    private long _quietUntil;

    /// <summary>Returns when users can be served.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var admin = new AdminClient(new SocketDoor(home.AdminSocket));
        var told = time.GetTimestamp();
        while (!File.Exists(home.AdminSocket) || !await admin.IsReadyAsync(cancel))
        {
            await EnrolAsync(admin, cancel);
            if (time.GetElapsedTime(told) > Patience)
            {
                told = time.GetTimestamp();
                await terminal.Error.WriteLineAsync(
                    "server | Not ready yet; see the lines above and: ./holdfast status"
                );
            }
            await Task.Delay(Interval, time, cancel);
        }
    }

    /// <summary>As long as there is a code, the node waits for it to be used.</summary>
    private async Task EnrolAsync(AdminClient admin, CancellationToken cancel)
    {
        if (time.GetTimestamp() < _quietUntil || _codes.Read() is not { } code || !File.Exists(home.AdminSocket))
        {
            return;
        }
        var body = new JsonObject { ["code"] = code.Reveal() };
        var enrolled = await admin.CallAsync(HttpMethod.Post, "/nodes", body, cancel);
        if (!enrolled.Succeeded && !IsTooEarly(enrolled.Problems))
        {
            _quietUntil = time.GetTimestamp() + (long)(Pause.TotalSeconds * time.TimestampFrequency);
            await terminal.ComplainAsync(enrolled.Problems[0]);
        }
    }

    private static bool IsTooEarly(IReadOnlyList<Problem> problems) =>
        problems.All(problem => problem.Kind == Problems.CommandProblems.NotRunning);
}
