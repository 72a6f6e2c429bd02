namespace Holdfast.Portal.Layout;

/// <summary>Addresses with parameters.</summary>
public static class Query
{
    /// <summary>What is null or empty is left out.</summary>
    public static string Append(string path, params IEnumerable<(string Name, string? Value)> parameters)
    {
        var query = string.Join(
            '&',
            parameters
                .Where(p => !string.IsNullOrEmpty(p.Value))
                .Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}")
        );
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}
