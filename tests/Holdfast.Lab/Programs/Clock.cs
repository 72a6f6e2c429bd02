namespace Holdfast.Lab.Programs;

/// <summary>Another time for one program: Debian's libfaketime answers when it asks the C library for the wall clock.</summary>
public static class Clock
{
    /// <summary>Below Debian's folder of the machine's architecture.</summary>
    private static string Library =>
        Directory
            .EnumerateDirectories("/usr/lib", "*-linux-gnu*")
            .Select(folder => Path.Combine(folder, "faketime", "libfaketime.so.1"))
            .FirstOrDefault(File.Exists)
        ?? throw new LabException("The Debian package libfaketime is needed.");

    /// <param name="by">In its own words: <c>-4.5s</c> is behind.</param>
    /// <returns>Environment of the program. Clocks that measure stay as they are.</returns>
    public static IReadOnlyDictionary<string, string> Shifted(string by) =>
        new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Library,
            ["FAKETIME"] = by,
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["FAKETIME_NO_CACHE"] = "1",
        };
}
