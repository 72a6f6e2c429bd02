using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Link.Messages;
using Holdfast.Model.Json;

namespace Holdfast.Link.Tests.Transcripts;

/// <summary>Which kinds, members and words of the messages never stand in a transcript, and which members are never absent though they may be.</summary>
internal sealed class TranscriptCoverage
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public void Add(TranscriptLine line) => See(line.Parse(), typeof(LinkMessage));

    public IReadOnlyList<string> Gaps() =>
        [.. Wanted(typeof(LinkMessage), []).Except(_seen).Order(StringComparer.Ordinal)];

    private void See(JsonNode? node, Type declared)
    {
        switch (node, ModelJson.Tolerant.GetTypeInfo(declared))
        {
            case (JsonArray elements, { ElementType: { } element }):
                elements.ToList().ForEach(one => See(one, element));
                break;
            case (JsonObject members, { Kind: JsonTypeInfoKind.Object } info):
                See(members, TypeOf(members, info));
                break;
            case (JsonValue word, { Type: var type }) when Bare(type).IsEnum:
                _seen.Add($"{Bare(type).Name} {$"{word}".Replace("-", "", StringComparison.Ordinal)}");
                break;
        }
    }

    private void See(JsonObject members, JsonTypeInfo info)
    {
        _seen.Add(info.Type.Name);
        foreach (var property in Written(info))
        {
            _seen.Add($"{Name(property, info)} {(members.ContainsKey(property.Name) ? "present" : "absent")}");
            See(members[property.Name], property.PropertyType);
        }
    }

    private static IEnumerable<string> Wanted(Type declared, HashSet<Type> known)
    {
        var info = ModelJson.Tolerant.GetTypeInfo(declared);
        return info.ElementType is { } element ? Wanted(element, known)
            : Bare(declared).IsEnum ? Words(Bare(declared))
            : info.Kind != JsonTypeInfoKind.Object || !known.Add(declared) ? []
            : info.PolymorphismOptions is { } kinds
                ? kinds.DerivedTypes.SelectMany(kind => Wanted(kind.DerivedType, known))
            : Written(info).SelectMany(property => Wanted(property, info, known)).Prepend(declared.Name);
    }

    private static IEnumerable<string> Wanted(JsonPropertyInfo property, JsonTypeInfo info, HashSet<Type> known) =>
        [
            $"{Name(property, info)} present",
            .. property.IsGetNullable ? new[] { $"{Name(property, info)} absent" } : [],
            .. Wanted(property.PropertyType, known),
        ];

    /// <summary>What is derived from the others is not.</summary>
    private static IEnumerable<JsonPropertyInfo> Written(JsonTypeInfo info) =>
        info.Properties.Where(property => property.Get is not null);

    private static IEnumerable<string> Words(Type type) =>
        Enum.GetNames(type).Select(name => $"{type.Name} {name.ToLowerInvariant()}");

    private static JsonTypeInfo TypeOf(JsonObject members, JsonTypeInfo info) =>
        info.PolymorphismOptions is { } kinds
            ? ModelJson.Tolerant.GetTypeInfo(
                kinds
                    .DerivedTypes.Single(kind =>
                        (string)kind.TypeDiscriminator! == (string?)members[kinds.TypeDiscriminatorPropertyName]
                    )
                    .DerivedType
            )
            : info;

    private static string Name(JsonPropertyInfo property, JsonTypeInfo info) => $"{info.Type.Name}.{property.Name}";

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
