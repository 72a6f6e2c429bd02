namespace Holdfast.Backups;

/// <summary>A folder for the time of one command that only its user may enter.</summary>
internal sealed class Scratch : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _path;

    private Scratch(string path) => _path = path;

    public static Scratch Beside(string file)
    {
        var path = $"{Path.GetFullPath(file)}.{Environment.ProcessId}.partial";
        Directory.CreateDirectory(path, OwnerOnly);
        return new(path);
    }

    public string File(string name) => Path.Combine(_path, name);

    public string Folder(string name) => Directory.CreateDirectory(File(name)).FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
