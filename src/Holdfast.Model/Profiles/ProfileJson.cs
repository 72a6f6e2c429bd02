using System.Text.Json;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;
using Holdfast.Model.Profiles.Validation;

namespace Holdfast.Model.Profiles;

/// <summary>Profiles as text: a JSON array. Reading is strict; what was read is still to be judged by <see cref="ProfileSetValidator"/>.</summary>
public static class ProfileJson
{
    /// <summary>Characters. Ours, may be raised: 500 profiles with long lists stay below.</summary>
    public const int LongestText = 8 << 20;

    private const string Root = "profiles";

    private static readonly JsonSerializerOptions Reading = new(ModelJson.Options)
    {
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    };

    private static readonly JsonDocumentOptions Document = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private static readonly JsonSerializerOptions Writing = new(ModelJson.Options) { WriteIndented = true };

    public static string Write(IReadOnlyList<Profile> profiles) => JsonSerializer.Serialize(profiles, Writing);

    /// <summary>All profiles, or the first mistake of each that cannot be read.</summary>
    public static Outcome<IReadOnlyList<Profile>> Parse(string text)
    {
        if (text.Length > LongestText)
        {
            return ProfileProblems.Unreadable.At(Root, $"The text is longer than {LongestText} characters.");
        }

        try
        {
            using var document = JsonDocument.Parse(text, Document);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? ParseAll(document.RootElement)
                : ProfileProblems.Unreadable.At(Root, "It does not begin with [.");
        }
        catch (JsonException e)
        {
            return ProfileProblems.Unreadable.At(Root, $"Line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
    }

    private static Outcome<IReadOnlyList<Profile>> ParseAll(JsonElement array)
    {
        Outcome<Profile>[] read = [.. array.EnumerateArray().Select((element, index) => ParseOne(element, index))];
        Problem[] problems = [.. read.SelectMany(outcome => outcome.Problems)];
        return problems.Length > 0
            ? Outcome<IReadOnlyList<Profile>>.Failed(problems)
            : Outcome<IReadOnlyList<Profile>>.Of([.. read.Select(outcome => outcome.Value!)]);
    }

    private static Outcome<Profile> ParseOne(JsonElement element, int index)
    {
        var path = ProfilePath.Of($"#{index + 1}");
        try
        {
            var profile = element.Deserialize<Profile>(Reading);
            if (profile is null)
            {
                return ProfileProblems.InvalidSetting.At(path, "null is not a profile.");
            }

            return NullEntry(profile) is { } setting
                ? ProfileProblems.InvalidSetting.At($"{path}.{setting}", "null is not an entry.")
                : profile;
        }
        catch (JsonException e)
        {
            return ProfileProblems.InvalidSetting.At(path + e.Path?.TrimStart('$'), Reason(e));
        }
    }

    /// <summary>The reader lets null into lists of text.</summary>
    private static string? NullEntry(Profile profile) =>
        new (string Setting, IReadOnlyList<string>? Values)[]
        {
            ("dnsServers", profile.DnsServers),
            ("dnsSearchDomains", profile.DnsSearchDomains),
            ("allowedGroups", profile.AllowedGroups),
            ("nodes", profile.Nodes),
        }
            .Where(list => list.Values?.Contains(null!) == true)
            .Select(list => list.Setting)
            .FirstOrDefault();

    /// <summary>The serializer's message without the place, which the path says better.</summary>
    private static string Reason(JsonException e) => e.Message.Split(" Path: ")[0];
}
