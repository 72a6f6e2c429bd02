using System.Text.Json;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Heartbeat;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Witnessing;

/// <summary>Reads <c>witness.json</c>.</summary>
public static class WitnessFileReader
{
    private const int LargestFile = 1024 * 1024;
    private const int MostGroups = 256;

    /// <returns>The configuration, or all that is wrong with it.</returns>
    public static Outcome<WitnessFile> Read(string path)
    {
        try
        {
            return new FileInfo(path).Length <= LargestFile
                ? Parse(path, File.ReadAllBytes(path))
                : WitnessProblems.FileUnusable.At(path, "It is longer than 1 MiB.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return WitnessProblems.FileUnusable.At(path, e.Message);
        }
    }

    /// <param name="name">Of the file, for what is wrong.</param>
    public static Outcome<WitnessFile> Parse(string name, ReadOnlySpan<byte> json)
    {
        try
        {
            if (JsonSerializer.Deserialize<WitnessFile>(json, ModelJson.Options) is not { } file || HasNull(file))
            {
                return WitnessProblems.NotUnderstood.At(name, "Something that is needed is null.");
            }

            Problem[] problems = [.. Check(file)];
            return problems.Length == 0 ? file : Outcome<WitnessFile>.Failed(problems);
        }
        catch (JsonException wrong)
        {
            return WitnessProblems.NotUnderstood.At($"{name} {wrong.Path}", wrong.Message.Split(" Path:")[0]);
        }
    }

    /// <summary>The keys of each group. Any may authenticate; an answer has the key of its question.</summary>
    internal static IReadOnlyDictionary<Guid, HeartbeatKeys> KeysOf(WitnessFile file) =>
        file.Groups.ToDictionary(
            group => group.Id,
            group => new HeartbeatKeys(
                group.Keys.Select(key => new HeartbeatKey((byte)key.Id, Convert.FromBase64String(key.Secret))),
                (byte)group.Keys[0].Id
            )
        );

    private static IEnumerable<Problem> Check(WitnessFile file)
    {
        if (file.Groups.Count is < 1 or > MostGroups)
        {
            yield return WitnessProblems.GroupsWrong.At("groups", $"There are {file.Groups.Count}.");
        }

        if (file.Port is < 1 or > 65535)
        {
            yield return ConfigurationProblems.NumberWrong.At("port", "A port is 1 to 65535.");
        }

        for (var i = 0; i < file.Groups.Count; i++)
        {
            if (file.Groups.Take(i).Any(other => other.Id == file.Groups[i].Id))
            {
                yield return WitnessProblems.GroupsWrong.At($"groups[{i}].id", "It stands twice.");
            }

            if (Wrong(file.Groups[i].Keys) is { } wrong)
            {
                yield return WitnessProblems.GroupsWrong.At($"groups[{i}].keys", wrong);
            }
        }
    }

    private static string? Wrong(IReadOnlyList<KeyConfiguration> keys) =>
        keys.Count == 0 ? "There is none."
        : keys.Any(key => key.Id is < 1 or > 255) ? "An id is out of range."
        : keys.DistinctBy(key => key.Id).Count() != keys.Count ? "An id stands twice."
        : keys.All(key => key.IsLongEnough) ? null
        : "A secret is not base64 of 32 to 64 bytes.";

    private static bool HasNull(WitnessFile file) =>
        file is not { Address: not null, Groups: not null }
        || file.Groups.Any(group => group is not { Keys: not null })
        || file.Groups.SelectMany(group => group.Keys).Any(key => key is not { Secret: not null });
}
