namespace Holdfast.Data.Users;

/// <summary>Patterns for <c>LIKE … ESCAPE '\'</c> that find keys of users.</summary>
internal static class KeyPattern
{
    /// <param name="prefix">How the key begins.</param>
    /// <param name="part">What it contains behind that.</param>
    public static string Of(string prefix, string part) =>
        part.Length == 0 ? $"{Literal(prefix)}%" : $"{Literal(prefix)}%{Literal(part)}%";

    private static string Literal(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
}
