using System.CommandLine;
using Holdfast.Admin;
using Holdfast.Admin.Verbs;
using Holdfast.Data.Problems;
using Holdfast.Model.Problems;
using Holdfast.Pki.Envelope;
using Holdfast.Portal;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Secrets;

namespace Holdfast.Roles;

/// <summary><c>holdfast portal</c></summary>
internal static class PortalVerb
{
    private static readonly IReadOnlyList<Column> Columns =
    [
        new("MACHINE", "machine"),
        new("ADDRESS", "address"),
        new("VERSION", "version"),
        new("STARTED", "startedAt"),
        new("LAST SEEN", "seenAt"),
        new("RUNS", "runs"),
        new("DRAINING", "drainingSince"),
        new("THIS ONE", "isThis"),
        new("ID", "id"),
    ];

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
        command.Add(
            Verb.Create(
                at,
                "list",
                "Lists the portals that serve the same database",
                (admin, _, cancel) => admin.ListAsync("/portals", Columns, cancel)
            )
        );
        command.Add(Drain(at, "drain", HttpMethod.Put, "Sends people to the other portals", "is drained"));
        command.Add(
            Drain(at, "return", HttpMethod.Delete, "Lets people come to a drained portal", "takes people again")
        );
        command.Add(Secret(at));
        return command;
    }

    private static Command Drain(Surroundings at, string verb, HttpMethod method, string description, string done)
    {
        var portal = new Argument<string>("PORTAL") { Description = "Its machine, or its id" };
        return Verb.Create(
            at,
            verb,
            description,
            (admin, parsed, cancel) =>
                admin.ChangeAsync(
                    method,
                    $"/portals/{Verb.Escape(parsed.GetValue(portal))}/drain",
                    body: null,
                    $"Portal {parsed.GetValue(portal)} {done}.",
                    cancel
                ),
            portal
        );
    }

    /// <summary>Needs no portal that runs: the keys are in its folder.</summary>
    private static Command Secret(Surroundings at)
    {
        var home = new Option<string>("--home")
        {
            Description = "State folder of the portal",
            DefaultValueFactory = _ => at.Home.Portal,
        };
        var command = new Command(
            "secret",
            "Prints the line with which another portal joins: whoever has it and the database has every secret in it"
        )
        {
            home,
        };
        command.SetAction(
            async (parsed, _) =>
            {
                var secret = MasterKeyFile.ReadSecret(
                    Path.Combine(parsed.GetValue(home)!, PortalOptions.MasterKeyName)
                );
                if (secret.Value is not { } line)
                {
                    await at.Terminal.ComplainAsync(secret.Problems[0]);
                    return ExitCodes.CannotStart;
                }

                await at.Terminal.Out.WriteLineAsync(line);
                return ExitCodes.Done;
            }
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
        catch (SecretException refused)
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
