namespace Holdfast.Linux.Processes;

/// <summary>A file of one line: process id and start time (<see cref="ProcessIdentity"/>).</summary>
internal static class PidFile
{
    /// <summary>Null when it is not there or holds something else.</summary>
    public static ProcessIdentity? Read(string path)
    {
        // Looked for before, because whoever waits for it would pay for an exception each time.
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return ProcessIdentity.Parse(File.ReadAllText(path));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
