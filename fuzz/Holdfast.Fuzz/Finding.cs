namespace Holdfast.Fuzz;

/// <param name="Seed">Of the round that found it; -1: an input of the corpus itself.</param>
/// <param name="What">The exception, or that it took too long.</param>
public sealed record Finding(string Target, int Seed, byte[] Input, string What)
{
    /// <summary>Writes the input where a person finds it.</summary>
    /// <returns>The file.</returns>
    public string Save(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{Target}-{Seed}.bin");
        File.WriteAllBytes(path, Input);
        return path;
    }
}
