using System.Text.Json;

namespace Holdfast.Lab.Holdfasts;

/// <summary>What an agent tells of its database.</summary>
public sealed record DatabaseView(string Server, bool InStep, bool Degraded, IReadOnlyList<string> KeptAside)
{
    internal static DatabaseView Parse(JsonElement database) =>
        new(
            database.GetProperty("server").GetString()!,
            database.GetProperty("inStep").GetBoolean(),
            database.GetProperty("degraded").GetBoolean(),
            [.. database.GetProperty("keptAside").EnumerateArray().Select(one => one.GetString()!)]
        );
}
