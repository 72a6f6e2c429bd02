namespace Holdfast.Fuzz;

/// <summary>Good inputs to begin with: files in <c>fuzz/corpus/NAME</c>, and what the target makes itself.</summary>
public static class Corpus
{
    public static IReadOnlyList<byte[]> Of(IFuzzTarget target)
    {
        var folder = Path.Combine(Root(), "fuzz", "corpus", target.Name);
        IEnumerable<string> files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [];
        return [.. files.Order(StringComparer.Ordinal).Select(File.ReadAllBytes), .. target.Samples, []];
    }

    /// <summary>The checkout that the fuzzer was built from.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Holdfast.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run the fuzzer from a checkout.");
    }
}
