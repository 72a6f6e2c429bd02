using System.CommandLine;
using Holdfast.Admin;
using Holdfast.Data.Problems;
using Holdfast.Databases;
using Holdfast.Model.Problems;

namespace Holdfast.Backups;

/// <summary><c>holdfast backup FILE</c> and <c>holdfast restore FILE</c></summary>
internal static class BackupVerbs
{
    public static Command Backup(Surroundings at) =>
        Create(
            at,
            "backup",
            "Writes all that this server knows to one file, while it runs",
            "A new file; holds the keys, so keep it as safe as the server",
            (file, database, cancel) => new BackupWriter(at.Home, at.Time).WriteAsync(file, database, cancel),
            (file, manifest) => $"Backed up to {file}: {manifest.Files.Count} files, schema step {manifest.Step}.",
            cancel => NoteAsync(at, cancel)
        );

    public static Command Restore(Surroundings at) =>
        Create(
            at,
            "restore",
            "Brings a server back from a backup, into an empty state folder",
            "The backup",
            (file, database, cancel) => new BackupReader(at.Home, at.Time).RestoreAsync(file, database, cancel),
            (_, manifest) => $"Restored {at.Home.Shown} as of {manifest.Created:u}. Start it as it was started before.",
            _ => Task.CompletedTask
        );

    private static Command Create(
        Surroundings at,
        string name,
        string description,
        string aboutFile,
        Func<string, string, CancellationToken, Task<Outcome<BackupManifest>>> work,
        Func<string, BackupManifest, string> done,
        Func<CancellationToken, Task> afterwards
    )
    {
        var file = new Argument<string>("FILE") { Description = aboutFile };
        var database = new DatabaseOptions();
        var command = new Command(name, description) { file };
        foreach (var option in database.All)
        {
            command.Add(option);
        }
        command.SetAction(
            async (parsed, cancel) =>
            {
                var path = parsed.GetValue(file)!;
                var outcome = await TryAsync(path, database.Read(parsed, at.Home).Read(), work, cancel);
                if (outcome.Succeeded)
                {
                    await afterwards(cancel);
                }
                return await TellAsync(at, outcome, manifest => done(path, manifest));
            }
        );
        return command;
    }

    /// <summary>The portal shows how old the last backup is. One that does not run, or is older than this, hears nothing of it.</summary>
    private static async Task NoteAsync(Surroundings at, CancellationToken cancel)
    {
        using var portal = new AdminClient(new SocketDoor(at.Home.AdminSocket));
        await portal.CallAsync(HttpMethod.Post, "/backups", body: null, cancel);
    }

    private static async Task<Outcome<BackupManifest>> TryAsync(
        string file,
        Outcome<string> database,
        Func<string, string, CancellationToken, Task<Outcome<BackupManifest>>> work,
        CancellationToken cancel
    )
    {
        try
        {
            return database.Value is { } setting
                ? await work(file, setting, cancel)
                : Outcome<BackupManifest>.Failed(database.Problems);
        }
        catch (DatabaseException refused)
        {
            return refused.Problem;
        }
        catch (FormatException damaged)
        {
            return BackupProblems.NotABackup.At(file, damaged.Message);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return BackupProblems.Unwritable.At(file, broken.Message);
        }
    }

    private static async Task<int> TellAsync(
        Surroundings at,
        Outcome<BackupManifest> outcome,
        Func<BackupManifest, string> done
    )
    {
        foreach (var problem in outcome.Problems)
        {
            await at.Terminal.ComplainAsync(problem);
        }
        if (outcome.Value is { } manifest)
        {
            await at.Terminal.Out.WriteLineAsync(done(manifest));
        }
        return outcome.Succeeded ? ExitCodes.Done : ExitCodes.Refused;
    }
}
