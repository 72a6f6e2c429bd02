using System.CommandLine;
using Holdfast.Data.Problems;
using Holdfast.Model.Problems;
using Holdfast.Portal;
using Holdfast.Portal.Hosting;

namespace Holdfast.Roles;

/// <summary><c>holdfast portal</c></summary>
internal static class PortalVerb
{
    public static Command Create(Surroundings at)
    {
        var options = new PortalOptionSet(at.Home);
        var withParent = new Option<bool>("--stop-with-parent") { Description = "Stop when the standard input ends" };
        var command = new Command("portal", "Runs a portal: pages, API, certificate authority") { withParent };
        options.AddTo(command);
        command.SetAction(
            (parsed, _) =>
                RoleHost.RunAsync(at.Terminal, parsed.GetValue(withParent), stop => RunAsync(at, parsed, options, stop))
        );
        return command;
    }

    private static async Task<IReadOnlyList<Problem>> RunAsync(
        Surroundings at,
        ParseResult parsed,
        PortalOptionSet options,
        CancellationToken stop
    )
    {
        var database = options.DatabaseOf(parsed).Read();
        if (database.Value is not { } setting)
        {
            return database.Problems;
        }
        try
        {
            await PortalRole.RunAsync(options.Read(parsed, setting), at.Terminal.ComplainAsync, stop);
            return [];
        }
        catch (StartException refused)
        {
            return [refused.Problem];
        }
        catch (DatabaseException refused)
        {
            return [refused.Problem];
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return [];
        }
    }
}
