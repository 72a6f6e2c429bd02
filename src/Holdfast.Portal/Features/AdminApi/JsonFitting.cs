using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Model.Problems;
using Holdfast.Portal.Hosting;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary>
/// Makes a document fit the type that it is to become, value by value: what does not fit is told with its place and cut out, and where
/// something must stand, an empty value is put in.
/// </summary>
internal sealed class JsonFitting(JsonSerializerOptions options)
{
    /// <summary>So many are enough to show what kind of mistake it is; then nothing of the document is used. Arbitrary, may be increased.</summary>
    private const int MostMistakes = 50;

    private readonly List<Problem> _problems = [];

    private readonly List<string> _unread = [];

    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>What was cut out, what was put in, and what may have been meant by a member that there is not.</summary>
    public IReadOnlyList<string> Unread => _unread;

    /// <returns>False: it is of another kind as a whole, or there are too many mistakes.</returns>
    public bool Fit(JsonNode root, Type type) => Fits(root, type, "") && _problems.Count < MostMistakes;

    private bool Fits(JsonNode? node, Type type, string place)
    {
        var info = options.GetTypeInfo(type);
        return (info.Kind, node) switch
        {
            _ when _problems.Count >= MostMistakes => false,
            (JsonTypeInfoKind.Object, JsonObject members) => FitsMembers(members, info, place),
            (JsonTypeInfoKind.Enumerable, JsonArray elements) => FitsElements(elements, info.ElementType!, place),
            (JsonTypeInfoKind.Dictionary, JsonObject members) => FitsEntries(members, info.ElementType!, place),
            (JsonTypeInfoKind.None, _) => FitsAlone(node, info, place),
            _ => Mind(place, JsonMistake.NotA(info)),
        };
    }

    private bool FitsAlone(JsonNode? node, JsonTypeInfo info, string place)
    {
        try
        {
            _ = node.Deserialize(info);
            return true;
        }
        catch (JsonException mistake)
        {
            return Mind(place, JsonMistake.Explain(mistake, info));
        }
    }

    private bool FitsElements(JsonArray elements, Type type, string place)
    {
        var cut = new List<int>();
        foreach (var (index, element) in elements.Index())
        {
            var at = $"{place}[{index}]";
            if (element is null && !IsNullable(type) ? !Mind(at, JsonMistake.NullIsNothing) : !Fits(element, type, at))
            {
                cut.Add(index);
                _unread.Add(at);
            }
        }

        cut.Reverse();
        cut.ForEach(elements.RemoveAt);
        return true;
    }

    private bool FitsEntries(JsonObject members, Type type, string place)
    {
        foreach (var (name, value) in members.ToList())
        {
            _ = Fits(value, type, UnreadPlaces.Join(place, name)) || Cut(members, name, UnreadPlaces.Join(place, name));
        }

        return true;
    }

    private bool FitsMembers(JsonObject members, JsonTypeInfo info, string place)
    {
        var settings = info.Properties.ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        var unknown = false;
        foreach (var (name, value) in members.ToList())
        {
            if (settings.Remove(name, out var setting))
            {
                _ =
                    Fits(value, setting, UnreadPlaces.Join(place, setting.Name))
                    || Cut(members, name, UnreadPlaces.Join(place, setting.Name));
            }
            else
            {
                unknown = true;
                _ = Mind(UnreadPlaces.Join(place, name), "There is no such setting.") || members.Remove(name);
            }
        }

        Miss([.. info.Properties.Where(settings.ContainsValue)], unknown, place);
        return info.Properties.Where(setting => setting.IsRequired).All(setting => Stands(members, setting));
    }

    private bool Fits(JsonNode? value, JsonPropertyInfo setting, string place) =>
        value is null && !setting.IsSetNullable && !setting.PropertyType.IsValueType
            ? Mind(place, JsonMistake.NullIsNothing)
            : (value is null && setting.IsSetNullable) || Fits(value, setting.PropertyType, place);

    /// <summary>A member that there is not may be one of these, misspelt.</summary>
    private void Miss(JsonPropertyInfo[] absent, bool anyUnknown, string place)
    {
        var missing = absent.Where(setting => setting.IsRequired).ToList();
        if (missing.Count > 0)
        {
            _ = Mind(place, $"Missing: {string.Join(", ", missing.Select(setting => setting.Name))}.");
        }

        _unread.AddRange(
            (anyUnknown ? absent : [.. missing]).Select(setting => UnreadPlaces.Join(place, setting.Name))
        );
    }

    /// <returns>False: there is nothing that could be put in.</returns>
    private bool Stands(JsonObject members, JsonPropertyInfo setting)
    {
        if (members.Any(member => member.Key.Equals(setting.Name, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        members[setting.Name] = Empty(options.GetTypeInfo(setting.PropertyType));
        return members[setting.Name] is not null;
    }

    private static JsonNode? Empty(JsonTypeInfo info) =>
        info.Kind == JsonTypeInfoKind.Enumerable ? new JsonArray()
        : info.Type == typeof(string) ? ""
        : info.Type.IsValueType ? JsonSerializer.SerializeToNode(RuntimeHelpers.GetUninitializedObject(info.Type), info)
        : null;

    private bool Cut(JsonObject members, string name, string place)
    {
        _unread.Add(place);
        return members.Remove(name);
    }

    private bool Mind(string place, string detail)
    {
        if (_problems.Count < MostMistakes)
        {
            _problems.Add(RequestProblems.NotUnderstood.At(UnreadPlaces.Join("$", place), detail));
        }

        return false;
    }

    private static bool IsNullable(Type type) => Nullable.GetUnderlyingType(type) is not null;
}
