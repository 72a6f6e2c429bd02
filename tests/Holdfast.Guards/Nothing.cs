namespace Holdfast.Guards;

/// <summary>Assert.Empty that prints all that it found, one on a line.</summary>
internal static class Nothing
{
    public static void In<T>(IEnumerable<T> wrong)
    {
        var list = wrong.ToList();
        Assert.True(list.Count == 0, $"{list.Count} found:\n{string.Join('\n', list)}");
    }
}
