using System.Runtime.InteropServices;

namespace Holdfast.Single.Checks;

/// <summary>What the machine has.</summary>
/// <param name="HasTool">A program of this name can be run.</param>
/// <param name="HasLibrary">A library of this name can be loaded.</param>
/// <param name="Exists">Something has this path.</param>
/// <param name="KernelRelease">Of the running kernel, as <c>uname -r</c> prints it.</param>
internal sealed record SystemFiles(
    Func<string, bool> HasTool,
    Func<string, bool> HasLibrary,
    Func<string, bool> Exists,
    string KernelRelease
)
{
    private static readonly string[] AlwaysSearched = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    public static readonly SystemFiles Real = new(
        FindTool,
        Loads,
        Path.Exists,
        File.ReadAllText("/proc/sys/kernel/osrelease").Trim()
    );

    private static bool FindTool(string name) =>
        AlwaysSearched
            .Concat(
                (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            )
            .Any(folder => File.Exists(Path.Combine(folder, name)));

    private static bool Loads(string name)
    {
        if (!NativeLibrary.TryLoad(name, out var library))
        {
            return false;
        }
        NativeLibrary.Free(library);
        return true;
    }
}
