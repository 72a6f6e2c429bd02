using System.CommandLine;
using Holdfast.Admin.Verbs;
using Holdfast.Backups;
using Holdfast.Databases.Moving;
using Holdfast.Problems;
using Holdfast.Roles;
using Holdfast.Setup;
using Holdfast.Single;

namespace Holdfast;

/// <summary>All verbs.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Surroundings at)
    {
        var parsed = Root(at).Parse(args);
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

    private static RootCommand Root(Surroundings at) =>
        new("Holdfast, a VPN service that stays up")
        {
            RunVerb.Create(at),
            PortalVerb.Create(at),
            SetupVerb.Create(at),
            NodeVerbs.Create(at),
            UserVerbs.Create(at),
            ProfileVerbs.Create(at),
            SessionVerbs.Create(at),
            ConfigurationVerbs.Create(at),
            AppVerbs.Create(at),
            SettingVerbs.Create(at),
            AuditVerbs.Create(at),
            StatusVerb.Create(at),
            BackupVerbs.Backup(at),
            BackupVerbs.Restore(at),
            DatabaseVerbs.Create(at),
        };
}
