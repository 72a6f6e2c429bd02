using Holdfast.Databases.Moving;
using Holdfast.Homes;

namespace Holdfast.Backups;

/// <summary>
/// The database to be backed up. A running server's SQLite file is read beside it, as SQLite allows. That of a stopped one is copied
/// with its write-ahead log first: reading makes files, which would be ours and not the portal's.
/// </summary>
internal sealed class BackupSource : IDisposable
{
    private readonly ServerLock? _held;

    private BackupSource(string setting, ServerLock? held)
    {
        Setting = setting;
        _held = held;
    }

    public string Setting { get; }

    /// <returns>Null: there is none.</returns>
    public static BackupSource? Open(HomeFolder home, string database, Scratch scratch)
    {
        if (database.Length > 0)
        {
            return new(database, held: null);
        }
        var file = Path.Combine(home.Portal, HomeContents.DatabaseName);
        if (!File.Exists(file))
        {
            return null;
        }
        return ServerLock.Take(home) is { } held
            ? new($"sqlite:{SqliteFile.Copy(file, scratch.Folder("sqlite"))}", held)
            : new($"sqlite:{file}", held: null);
    }

    public void Dispose() => _held?.Dispose();
}
