namespace Holdfast.Guards;

/// <summary>Documents that are made from the source.</summary>
internal static class Generated
{
    /// <summary>Compares a file with what it should be, or writes it when <c>./test guards --update</c> runs.</summary>
    public static void Check(string path, string expected)
    {
        var file = Repository.At(path);
        if (Repository.Updates)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }

        var actual = File.Exists(file) ? File.ReadAllText(file) : "";
        Assert.True(actual == expected, $"{path} is out of date: run ./test guards --update");
    }
}
