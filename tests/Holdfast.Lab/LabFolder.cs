using System.Globalization;

namespace Holdfast.Lab;

/// <summary>A lab's folder below the temporary one. Its name says whose it is, so that a later lab can clear up after a killed one.</summary>
internal sealed class LabFolder : IDisposable
{
    private const string Prefix = "holdfast-lab-";

    private LabFolder(string path) => Path = path;

    public string Path { get; }

    public static LabFolder Make()
    {
        ClearUp();
        var random = System.IO.Path.GetRandomFileName()[..4];
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}-{random}");
        Directory.CreateDirectory(path);
        return new LabFolder(path);
    }

    public void Dispose() => Delete(Path);

    private static void ClearUp()
    {
        foreach (var path in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), $"{Prefix}*"))
        {
            var owner = System.IO.Path.GetFileName(path)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, CultureInfo.InvariantCulture, out var id) && !Directory.Exists($"/proc/{id}"))
            {
                Delete(path);
            }
        }
    }

    private static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another lab was quicker.
        }
    }
}
