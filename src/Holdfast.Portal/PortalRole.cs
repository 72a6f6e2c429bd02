using Holdfast.Data;
using Holdfast.Model.Problems;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Starting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal;

/// <summary>The portal as a process.</summary>
public static class PortalRole
{
    /// <summary>Runs until cancelled. Stops in good order: first no longer ready, then what is under way, then the links.</summary>
    /// <param name="waiting">Told once, when the database cannot be reached and the portal waits for it.</param>
    /// <exception cref="StartException">It cannot start, with the reason.</exception>
    public static async Task RunAsync(PortalOptions options, Func<Problem, Task> waiting, CancellationToken stop)
    {
        var box = new SecretBox(Load(options));
        Directory.CreateDirectory(Path.GetDirectoryName(options.AdminSocket)!);
        await using var database = DatabaseFactory.Open(
            options.Database ?? $"sqlite:{Path.Combine(options.Home, "holdfast.db")}"
        );
        await new DatabaseWait(database, box, TimeProvider.System, waiting).MigrateAsync(stop);
        await using var app = await PortalApplication.BuildAsync(options, database, box, TimeProvider.System, stop);
        await app.Services.GetRequiredService<FirstStart>().RunAsync(stop);
        await app.Services.GetRequiredService<FormKeys>().EnsureAsync(stop);
        await StartAsync(app, options, stop);
        await WaitAsync(stop);
        await PortalEnd.DrainAsync(app, options.DrainTime, TimeProvider.System);
        await app.StopAsync(CancellationToken.None);
    }

    private static MasterKeyRing Load(PortalOptions options)
    {
        try
        {
            Directory.CreateDirectory(
                options.Home,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw new StartException(StartProblems.Home.At(options.Home, unusable.Message));
        }

        var keys = MasterKeyFile.LoadOrCreate(Path.Combine(options.Home, PortalOptions.MasterKeyName));
        return keys.Succeeded ? keys.Value : throw new StartException(keys.Problems[0]);
    }

    private static async Task StartAsync(WebApplication app, PortalOptions options, CancellationToken stop)
    {
        // Now, and not in the first handshake.
        _ = app.Services.GetRequiredService<TlsCertificates>().Current;
        try
        {
            // A socket file that a killed portal left behind; a living one holds the lock of the state folder.
            File.Delete(options.AdminSocket);
            await app.StartAsync(stop);
            File.SetUnixFileMode(options.AdminSocket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        catch (IOException taken)
        {
            throw new StartException(StartProblems.Port.At(options.Port.ToString(), taken.Message));
        }
    }

    private static Task WaitAsync(CancellationToken stop) =>
        Task.Delay(Timeout.Infinite, stop)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
