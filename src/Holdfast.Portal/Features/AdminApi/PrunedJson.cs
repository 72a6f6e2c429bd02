using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary>A document from which what is wrong is cut out bit by bit, and which still knows where everything stood.</summary>
internal sealed partial class PrunedJson(JsonNode root)
{
    /// <summary>Where the remaining elements of an array stood before any was cut out.</summary>
    private readonly Dictionary<JsonArray, List<int>> _places = [];

    private readonly HashSet<(JsonObject Parent, string Name)> _cut = [];

    /// <returns>The place in the document as it was sent; the detail is null when it only follows from an earlier cut.</returns>
    public (string Where, string? Detail) Explain(JsonException mistake)
    {
        var (where, at) = Find(mistake.Path ?? "");
        var missing = JsonMistake.MissingIn(mistake);
        if (missing.Count == 0)
        {
            return (where, JsonMistake.Explain(mistake));
        }

        var open = missing.Where(name => at is not JsonObject parent || !_cut.Contains((parent, name))).ToList();
        return (where, open.Count == 0 ? null : $"Missing: {string.Join(", ", open)}.");
    }

    /// <param name="path">As the reader names it: <c>$.items[0]['a b']</c>.</param>
    /// <returns>False: it is the whole document, or not to be found.</returns>
    public bool Cut(string path)
    {
        var steps = Steps(path);
        var parent = steps.SkipLast(1).Aggregate((JsonNode?)root, Down);
        return (steps.LastOrDefault(), parent) switch
        {
            (string name, JsonObject members) => _cut.Add((members, name)) & members.Remove(name),
            (int index, JsonArray elements) when index < elements.Count => CutElement(elements, index),
            _ => false,
        };
    }

    /// <summary>The reader would let null into any list.</summary>
    /// <returns>Where they stood.</returns>
    public IReadOnlyList<string> CutNullElements() => [.. CutNullElements(root, "$")];

    private IEnumerable<string> CutNullElements(JsonNode? at, string where) =>
        at switch
        {
            JsonObject members => members.SelectMany(member => CutNullElements(member.Value, $"{where}.{member.Key}")),
            JsonArray elements => CutNullElements(elements, where),
            _ => [],
        };

    private List<string> CutNullElements(JsonArray elements, string where)
    {
        var found = new List<string>();
        for (var i = elements.Count - 1; i >= 0; i--)
        {
            found.AddRange(elements[i] is null ? [$"{where}[{i}]"] : CutNullElements(elements[i], $"{where}[{i}]"));
            _ = elements[i] is null && CutElement(elements, i);
        }

        return found;
    }

    private bool CutElement(JsonArray elements, int index)
    {
        PlacesIn(elements).RemoveAt(index);
        elements.RemoveAt(index);
        return true;
    }

    private (string Where, JsonNode? Node) Find(string path)
    {
        var where = new StringBuilder("$");
        JsonNode? at = root;
        foreach (var step in Steps(path))
        {
            _ = step switch
            {
                int index when at is JsonArray elements && index < elements.Count => where.Append(
                    CultureInfo.InvariantCulture,
                    $"[{PlacesIn(elements)[index]}]"
                ),
                int index => where.Append(CultureInfo.InvariantCulture, $"[{index}]"),
                _ => where.Append(CultureInfo.InvariantCulture, $".{step}"),
            };
            at = Down(at, step);
        }

        return (where.ToString(), at);
    }

    private List<int> PlacesIn(JsonArray elements)
    {
        if (!_places.TryGetValue(elements, out var places))
        {
            _places[elements] = places = [.. Enumerable.Range(0, elements.Count)];
        }

        return places;
    }

    private static JsonNode? Down(JsonNode? at, object step) =>
        (at, step) switch
        {
            (JsonObject members, string name) => members[name],
            (JsonArray elements, int index) when index < elements.Count => elements[index],
            _ => null,
        };

    private static List<object> Steps(string path) =>
        [
            .. Step()
                .Matches(path)
                .Select(step =>
                    step.Groups["index"].Success
                        ? int.Parse(step.Groups["index"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
                        : (object)(step.Groups["odd"].Success ? step.Groups["odd"] : step.Groups["name"]).Value
                ),
        ];

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\[(?<index>\d{1,9})\]|\['(?<odd>.*?)'\]", RegexOptions.NonBacktracking)]
    private static partial Regex Step();
}
