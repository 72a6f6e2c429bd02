using System.Globalization;
using Holdfast.Failover.Postgres;
using Holdfast.Linux.Processes;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Validation;

/// <summary>The folder of a database is there or can be made, belongs to its user, holds nothing of others, and has room.</summary>
internal sealed class DatabaseFolderCheck(PostgresPlan plan, TimeProvider time)
{
    /// <summary>Beside what is kept for a dead standby: the database and its log themselves.</summary>
    private const long LeastMegabytes = 512;

    private static readonly string[] Ours =
    [
        "data",
        "data.new",
        "conf",
        "run",
        "log",
        "aside",
        "rewinding",
        "tuning.conf",
    ];

    public async Task<IReadOnlyList<ValidationRow>> LookAsync(CancellationToken cancel)
    {
        var user = await new ProgramRunner(time).RunAsync(new ProgramRun("id", "-u", plan.User), cancel);
        var bad =
            !user.Succeeded ? Wrong($"There is no user {plan.User}.")
            : Directory.Exists(plan.Folder) ? Strangers() ?? await OwnerAsync(cancel)
            : null;
        return [new ValidationRow($"database: folder {plan.Folder}", bad), Room()];
    }

    /// <returns>What somebody else has in it; null: nothing.</returns>
    public Problem? Strangers()
    {
        try
        {
            var strange = Directory
                .EnumerateFileSystemEntries(plan.Folder)
                .Select(entry => Path.GetFileName(entry))
                .FirstOrDefault(name => Array.IndexOf(Ours, name) < 0);
            return strange is null ? null : Wrong($"It holds {strange}, which is not ours; choose an empty folder.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Wrong(e.Message);
        }
    }

    public ValidationRow Room()
    {
        var (needed, free) = (plan.Database.KeptMegabytes + LeastMegabytes, FreeMegabytes());
        return new ValidationRow(
            string.Create(CultureInfo.InvariantCulture, $"database: room, {free} MB free"),
            free >= needed
                ? null
                : DatabaseProblems.NoRoom.At(
                    plan.Folder,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{free} MB are free; {needed} are needed: {plan.Database.KeptMegabytes} may be kept for a dead standby."
                    )
                )
        );
    }

    private async Task<Problem?> OwnerAsync(CancellationToken cancel)
    {
        var owner = await new ProgramRunner(time).RunAsync(new ProgramRun("stat", "-c", "%U", plan.Folder), cancel);
        return owner.Output.Trim() is var name && name == plan.User
            ? null
            : Wrong($"It belongs to {name}, not to {plan.User}.");
    }

    /// <summary>On the disk of the folder, or of where it will be.</summary>
    private long FreeMegabytes()
    {
        var there = plan.Folder;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } parent)
        {
            there = parent;
        }

        return new DriveInfo(there).AvailableFreeSpace >> 20;
    }

    private Problem Wrong(string detail) => DatabaseProblems.FolderWrong.At(plan.Folder, detail);
}
