using Holdfast.Homes;

namespace Holdfast.Tests.Fixtures;

/// <summary>A state folder of its own with a short path (socket names are limited), removed at the end.</summary>
public sealed class TestHome : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("hf-link-").FullName;

    internal HomeFolder Folder => new(Path.Combine(_parent, "var"), "var");

    /// <summary>For what must be there before.</summary>
    internal HomeFolder Make()
    {
        Directory.CreateDirectory(Folder.Path);
        return Folder;
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
