namespace Holdfast.Link.Tests.Fixtures;

/// <summary>A folder of its own with a short path (socket names are limited), removed at the end.</summary>
public sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hf-link-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
