using Holdfast.Homes;
using Holdfast.Linux.Processes;
using Holdfast.Model.Problems;
using Holdfast.Pki.Envelope;
using Holdfast.Portal;
using Holdfast.Portal.Starting;
using Holdfast.Problems;
using Holdfast.Single;
using Holdfast.Single.Rights;
using Holdfast.Single.Supervision;

namespace Holdfast.Setup;

/// <summary>
/// A machine with a portal and no node. At the first start it takes the portals' secret, and keeps it when it opens their database;
/// from then on it needs the database's address alone.
/// </summary>
internal sealed class PortalMachine(
    Surroundings at,
    ServerOptions options,
    SecretSource secret,
    StartChecks checks,
    RolePrograms programs
)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly RoleCommands _commands = new(at.Home, options, programs);

    private string MasterKey => Path.Combine(at.Home.Portal, PortalOptions.MasterKeyName);

    /// <summary>Runs until cancelled.</summary>
    /// <returns>Why it cannot start; empty: it has stopped.</returns>
    public async Task<IReadOnlyList<Problem>> RunAsync(CancellationToken stop)
    {
        var problems = checks.Run(options);
        if (problems.Count > 0)
        {
            return problems;
        }

        HomeLayout.Make(at.Home);
        using var held = ServerLock.Take(at.Home);
        if (held is null)
        {
            return [StartProblems.AlreadyRuns.At(at.Home.Shown, "Another one was faster.")];
        }

        if (await JoinAsync(stop) is { } refused)
        {
            return [refused];
        }

        var rights = await RightsAsync(stop);
        await using var certificate = options.CertificateFiles is { } files
            ? await new CertificateCopy(at.Home, files, at.Terminal, at.Time).StartAsync(rights, stop)
            : null;
        return await SuperviseAsync(rights, stop);
    }

    /// <returns>Null: the keys are here, and belong to the database when they came just now.</returns>
    private async Task<Problem?> JoinAsync(CancellationToken cancel)
    {
        var database = options.Database.Read().Value ?? "";
        if (database.Length == 0)
        {
            return StartProblems.DatabaseMissing.At("--database-file", "");
        }

        if (File.Exists(MasterKey))
        {
            return null;
        }

        var line = await secret.ReadAsync(cancel);
        if (line.Value is not { } text)
        {
            return line.Problems[0];
        }

        return await KeyCheck.JoinAsync(database, text, cancel) is { } foreign ? foreign
            : MasterKeyFile.CreateFromSecret(MasterKey, text) is { Succeeded: false } unwritten ? unwritten.Problems[0]
            : null;
    }

    private async Task<PortalRights> RightsAsync(CancellationToken cancel)
    {
        var rights = await PortalRights.ChooseAsync(at.Home, programs, cancel);
        // The folder may have been the portal's before the keys came.
        var owner = rights.User?.Name ?? "root";
        await new ProgramRunner(at.Time).RunAsync(new ProgramRun("chown", "-h", $"{owner}:", MasterKey), cancel);
        await SayAsync($"The portal runs as {rights.User?.Name ?? "root without any capability"}, {rights.Reason}.");
        return rights;
    }

    private async Task<IReadOnlyList<Problem>> SuperviseAsync(PortalRights rights, CancellationToken stop)
    {
        var ready = new ReadyFile(at.Home, options, _commands);
        ready.Remove();
        var portal = new Supervisor(_commands.Portal(rights), at.Terminal, at.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var runs = portal.RunAsync(Grace + TimeSpan.FromSeconds(options.DrainSeconds), stop, end.Token);
        try
        {
            var first = await Task.WhenAny(portal.FailedToStart, ServeAsync(ready, portal, stop));
            return first == portal.FailedToStart ? [StartProblems.RoleFailed.At("portal", "It gave up.")] : [];
        }
        finally
        {
            ready.Remove();
            await end.CancelAsync();
            await runs;
        }
    }

    /// <summary>Returns when it is time to stop.</summary>
    private async Task ServeAsync(ReadyFile ready, Supervisor portal, CancellationToken stop)
    {
        try
        {
            await new FirstSteps(at.Home, at.Terminal, at.Time).RunAsync(stop);
            portal.Ready();
            ready.Write();
            await at.Terminal.Out.WriteLineAsync(Announcement());
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            await SayAsync("Stopping.");
        }
    }

    private string Announcement() =>
        $"""

            This portal is ready.

              Listens on      port {options.Port} of all addresses, as {options.HostName}
              Clients use     {options.PublicUrl}
              All portals     ./holdfast portal list
              Stop            Ctrl-C, or kill {Environment.ProcessId}

            """;

    private Task SayAsync(string line) => at.Terminal.Error.WriteLineAsync($"server | {line}");
}
