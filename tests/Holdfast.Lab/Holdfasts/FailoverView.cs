using System.Text.Json;

namespace Holdfast.Lab.Holdfasts;

/// <summary>What an agent tells of its units; without another word it is of the first.</summary>
/// <param name="Roles">By the unit's number.</param>
/// <param name="HasSuccessor">Another member is ready to take over.</param>
/// <param name="Refused">Packets that were none for it, by reason.</param>
/// <param name="History">Of all units, the oldest first.</param>
public sealed record FailoverView(
    string Role,
    string Epoch,
    string? Obstacle,
    bool HasSuccessor,
    IReadOnlyDictionary<string, long> Refused,
    IReadOnlyList<string> History,
    DatabaseView? Database,
    IReadOnlyDictionary<int, string> Roles
)
{
    public static FailoverView Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var unit = document.RootElement.GetProperty("units")[0];
        return new FailoverView(
            unit.GetProperty("role").GetString()!,
            unit.GetProperty("epoch").GetString()!,
            unit.TryGetProperty("obstacle", out var obstacle) ? obstacle.GetString() : null,
            unit.GetProperty("others").EnumerateArray().Any(other => other.GetProperty("ready").GetBoolean()),
            unit.GetProperty("refused")
                .EnumerateObject()
                .ToDictionary(reason => reason.Name, reason => reason.Value.GetInt64()),
            [
                .. document
                    .RootElement.GetProperty("history")
                    .EnumerateArray()
                    .Select(e => e.GetProperty("what").GetString()!),
            ],
            document.RootElement.TryGetProperty("database", out var database) ? DatabaseView.Parse(database) : null,
            document
                .RootElement.GetProperty("units")
                .EnumerateArray()
                .ToDictionary(one => one.GetProperty("vrid").GetInt32(), one => one.GetProperty("role").GetString()!)
        );
    }
}
