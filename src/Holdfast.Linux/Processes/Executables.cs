namespace Holdfast.Linux.Processes;

/// <summary>Finds programs as a shell would, and also where Debian keeps those of the administrator.</summary>
public static class Executables
{
    private const UnixFileMode Executable =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly string[] Always = ["/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin"];

    /// <summary>The path of a program, or null when it is not installed.</summary>
    /// <param name="program">A name, or a path, which is taken as it is.</param>
    public static string? Find(string program)
    {
        if (program.Contains('/'))
        {
            return IsExecutable(program) ? program : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(Always);
        return folders
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(IsExecutable);
    }

    /// <exception cref="FileNotFoundException">It is not installed.</exception>
    public static string Require(string program) =>
        Find(program) ?? throw new FileNotFoundException($"The program {program} is not installed.", program);

    private static bool IsExecutable(string path) =>
        File.Exists(path) && (File.GetUnixFileMode(path) & Executable) != UnixFileMode.None;
}
