namespace Holdfast.Data.Values;

/// <summary>Patterns for <c>LIKE … ESCAPE '\'</c>.</summary>
internal static class LikePattern
{
    /// <summary>Texts that contain this.</summary>
    public static string Containing(string part) => Of("", part);

    /// <param name="prefix">How the text begins.</param>
    /// <param name="part">What it contains behind that.</param>
    public static string Of(string prefix, string part) =>
        part.Length == 0 ? $"{Literal(prefix)}%" : $"{Literal(prefix)}%{Literal(part)}%";

    private static string Literal(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
}
