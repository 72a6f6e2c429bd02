using System.CommandLine;
using Holdfast.Admin.Verbs;
using Holdfast.Link.Addresses;
using Holdfast.Link.Enrolling;
using Holdfast.Link.Identities;
using Holdfast.Model.Problems;
using Holdfast.Node;
using Holdfast.Telemetry.Logging;

namespace Holdfast.Roles;

/// <summary>
/// <c>holdfast node</c> is the role; below it are the verbs for the machine it runs on (<c>code</c>, <c>remove</c> without an id), and
/// those for the portal's list of nodes.
/// </summary>
internal static class NodeVerbs
{
    public static Command Create(Surroundings at)
    {
        var options = new NodeOptionSet(at.Home);
        var withParent = new Option<bool>("--stop-with-parent") { Description = "Stop when the standard input ends" };
        var node = new Command("node", "Runs a node: carries traffic as the portal wants") { withParent };
        options.AddTo(node);
        node.SetAction(
            async (parsed, _) =>
            {
                using var loggers = LoggingSetup.CreateFactory();
                return await RoleHost.RunAsync(
                    at.Terminal,
                    parsed.GetValue(withParent),
                    stop => NodeRole.RunAsync(options.Read(parsed), loggers, stop)
                );
            }
        );
        foreach (var verb in NodeListVerbs.Create(at))
        {
            node.Add(verb);
        }
        node.Add(Remove(at, options));
        node.Add(Code(at, options));
        return node;
    }

    private static Command Remove(Surroundings at, NodeOptionSet options)
    {
        var id = new Argument<string?>("ID")
        {
            Description = "A node of the portal; without it, what a node has left on this machine is taken away",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var verb = Verb.Create(
            at,
            "remove",
            "Removes a node from the portal, or what it left from this machine",
            (admin, parsed, cancel) =>
                parsed.GetValue(id) is { } node
                    ? admin.ChangeAsync(
                        HttpMethod.Delete,
                        $"/nodes/{Verb.Escape(node)}",
                        body: null,
                        $"Node {node} was removed.",
                        cancel
                    )
                    : RemoveHereAsync(at, options.Read(parsed), cancel),
            id
        );
        options.AddTo(verb);
        return verb;
    }

    private static async Task<int> RemoveHereAsync(Surroundings at, NodeOptions options, CancellationToken cancel)
    {
        using var loggers = LoggingSetup.CreateFactory();
        var problems = await NodeRole.RemoveDataPlaneAsync(options, loggers, cancel);
        return await ReportAsync(at, problems);
    }

    /// <summary>Works while the node runs, which reads the code at each attempt to enrol it.</summary>
    private static Command Code(Surroundings at, NodeOptionSet options)
    {
        var verb = new Command("code", "Makes a new enrolment code on this machine and prints it");
        options.AddTo(verb);
        verb.SetAction(
            async (parsed, _) =>
            {
                var node = options.Read(parsed);
                var codes = new EnrolmentCodeFile(node.Home, at.Time);
                var address = AddressOf(node, codes);
                var identities = NodeIdentityStore.Open(node.Home, at.Time);
                if (address.Value is null || identities.Value is null)
                {
                    return await ReportAsync(at, [.. address.Problems, .. identities.Problems]);
                }
                var code = codes.Issue(address.Value, identities.Value.Current);
                await at.Terminal.Out.WriteLineAsync(code.Reveal());
                return ExitCodes.Done;
            }
        );
        return verb;
    }

    /// <summary>As it is said here, else as the node that runs here said it.</summary>
    private static Outcome<LinkAddress> AddressOf(NodeOptions node, EnrolmentCodeFile codes) =>
        node.LinkAddress is { } given ? LinkAddress.Parse(given)
        : codes.RememberedAddress() is { } remembered ? remembered
        : LinkAddress.Parse(node.LinkListen ?? $"unix:{Path.Combine(node.Home, "link.sock")}");

    private static async Task<int> ReportAsync(Surroundings at, IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            await at.Terminal.ComplainAsync(problem);
        }
        return problems.Count == 0 ? ExitCodes.Done : ExitCodes.CannotStart;
    }
}
