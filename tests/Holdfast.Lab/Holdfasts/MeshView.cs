using System.Text.Json;

namespace Holdfast.Lab.Holdfasts;

/// <summary>What a host of a mesh tells of it.</summary>
/// <param name="Holders">Of each prefix; null: nobody.</param>
/// <param name="Causes">Why something went to another, the oldest first.</param>
public sealed record MeshView(
    bool Joined,
    int Alive,
    int Agreeing,
    IReadOnlyDictionary<string, string?> Holders,
    IReadOnlyList<string> Causes
)
{
    public static MeshView Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new MeshView(
            root.GetProperty("joined").GetBoolean(),
            root.GetProperty("alive").GetInt32(),
            root.GetProperty("agreeing").GetInt32(),
            root.GetProperty("prefixes")
                .EnumerateArray()
                .ToDictionary(
                    prefix => prefix.GetProperty("prefix").GetString()!,
                    prefix => prefix.TryGetProperty("holder", out var holder) ? holder.GetString() : null
                ),
            [.. root.GetProperty("history").EnumerateArray().Select(entry => entry.GetProperty("cause").GetString()!)]
        );
    }
}
