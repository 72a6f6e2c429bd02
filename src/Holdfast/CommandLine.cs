using System.CommandLine;
using Holdfast.Admin;
using Holdfast.Admin.Verbs;
using Holdfast.Backups;
using Holdfast.Completion;
using Holdfast.Databases.Moving;
using Holdfast.Failover;
using Holdfast.Mesh;
using Holdfast.Problems;
using Holdfast.Roles;
using Holdfast.Setup;
using Holdfast.Single;

namespace Holdfast;

/// <summary>All verbs.</summary>
internal static class CommandLine
{
    private static readonly IReadOnlyList<(string Name, Func<Surroundings, Command> Create)> Verbs =
    [
        ("run", RunVerb.Create),
        ("portal", PortalVerb.Create),
        ("setup", SetupVerb.Create),
        ("node", NodeVerbs.Create),
        ("failover", FailoverVerbs.Create),
        ("witness", WitnessVerb.Create),
        ("mesh", MeshVerbs.Create),
        ("user", UserVerbs.Create),
        ("import", ImportVerbs.Create),
        ("profile", ProfileVerbs.Create),
        ("session", SessionVerbs.Create),
        ("configuration", ConfigurationVerbs.Create),
        ("app", AppVerbs.Create),
        ("setting", SettingVerbs.Create),
        ("notice", NoticeVerbs.Create),
        ("statistics", StatisticsVerb.Create),
        ("source", SourceVerbs.Create),
        ("audit", AuditVerbs.Create),
        ("token", TokenVerbs.Create),
        ("status", StatusVerb.Create),
        ("health", HealthVerb.Create),
        ("backup", BackupVerbs.Backup),
        ("restore", BackupVerbs.Restore),
        ("database", DatabaseVerbs.Create),
        ("completion", CompletionVerb.Create),
    ];

    public static async Task<int> RunAsync(IReadOnlyList<string> given, Surroundings at)
    {
        var args = RemoteOptions.BehindTheVerb(given);
        var parsed = Root(at, args).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await at.Terminal.ComplainAsync(CommandProblems.Arguments.At("", error.Message));
            }
            return ExitCodes.CannotStart;
        }
        // The roles and the single server see to signals themselves: their end has an order.
        var settings = new InvocationConfiguration
        {
            Output = at.Terminal.Out,
            Error = at.Terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await parsed.InvokeAsync(settings);
    }

    /// <summary>Only the verb that is asked for, where it is plain which: to build them all takes as long as many of them work.</summary>
    private static RootCommand Root(Surroundings at, IReadOnlyList<string> args)
    {
        var root = new RootCommand("Holdfast, a VPN service that stays up");
        var asked = Verbs.Where(verb => args.Count > 0 && verb.Name == args[0]).ToList();
        foreach (var (_, create) in asked.Count > 0 ? asked : Verbs)
        {
            root.Add(create(at));
        }
        return root;
    }
}
