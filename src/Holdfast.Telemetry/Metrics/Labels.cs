using System.Globalization;

namespace Holdfast.Telemetry.Metrics;

/// <summary>The tags of a series in Prometheus' own writing, which also tells series apart.</summary>
internal sealed class Labels : IEquatable<Labels>
{
    /// <summary>Characters of a value; ours.</summary>
    private const int MaxValueLength = 128;

    private readonly string _text;

    public Labels(IEnumerable<KeyValuePair<string, object?>> tags) =>
        _text = string.Join(
            ',',
            tags.Select(tag => (Name: MetricNames.Clean(tag.Key), Value: Text(tag.Value)))
                .DistinctBy(tag => tag.Name)
                .OrderBy(tag => tag.Name, StringComparer.Ordinal)
                .Select(tag => $"{tag.Name}=\"{tag.Value}\"")
        );

    private static readonly Labels None = new([]);

    public static Labels Of(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        tags.IsEmpty ? None : new(tags.ToArray());

    /// <summary>In braces, or nothing when there are none.</summary>
    /// <param name="more">One more label, written out, or empty.</param>
    public string InBraces(string more = "")
    {
        var all = _text.Length > 0 && more.Length > 0 ? $"{_text},{more}" : _text + more;
        return all.Length > 0 ? $"{{{all}}}" : "";
    }

    public bool Equals(Labels? other) => other?._text == _text;

    public override bool Equals(object? obj) => Equals(obj as Labels);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text;

    private static string Text(object? value)
    {
        var text = value switch
        {
            true => "true",
            false => "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        return (text.Length <= MaxValueLength ? text : text[..MaxValueLength])
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
    }
}
