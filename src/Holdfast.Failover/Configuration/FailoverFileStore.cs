using System.Text.Json;
using Holdfast.Linux.Files;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration;

/// <summary>The agent's configuration on its disk.</summary>
/// <param name="path">Absolute.</param>
internal sealed class FailoverFileStore(string path)
{
    public string Path => path;

    public bool Exists => File.Exists(path);

    /// <returns>Null: there is none.</returns>
    public Outcome<FailoverFile?> Read()
    {
        if (!Exists)
        {
            return Outcome<FailoverFile?>.Of(null);
        }

        var read = FailoverFileReader.Read(path);
        return read.Succeeded ? Outcome<FailoverFile?>.Of(read.Value) : Outcome<FailoverFile?>.Failed(read.Problems);
    }

    /// <summary>Durable when it returns.</summary>
    /// <returns>Why not; null: it is stored.</returns>
    public Problem? Write(FailoverFile file)
    {
        try
        {
            DurableFile.Replace(path, stream => stream.Write(JsonSerializer.SerializeToUtf8Bytes(file, Readable)));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return AgentProblems.HomeUnusable.At(path, e.Message);
        }
    }

    /// <returns>Why not; null: it is gone.</returns>
    public Problem? Remove()
    {
        try
        {
            File.Delete(path);
            Folder.Sync(System.IO.Path.GetDirectoryName(path)!);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return AgentProblems.HomeUnusable.At(path, e.Message);
        }
    }

    /// <summary>A person may have to read it.</summary>
    private static JsonSerializerOptions Readable { get; } = new(ModelJson.Options) { WriteIndented = true };
}
