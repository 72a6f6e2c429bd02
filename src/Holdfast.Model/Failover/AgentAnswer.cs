using System.Text.Json;
using Holdfast.Model.Json;

namespace Holdfast.Model.Failover;

/// <summary>What an agent answers a program on its machine, as far as portals are concerned.</summary>
public sealed record AgentAnswer(
    string? Refused,
    AgentReport? Status,
    IReadOnlyList<CheckRow>? Rows,
    AgentConfiguration? Configuration
)
{
    /// <returns>Null: it is not understood.</returns>
    public static AgentAnswer? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<AgentAnswer>(line, ModelJson.Tolerant) is { } answer && IsWhole(answer)
                ? answer
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The serializer lets null through where the type does not.</summary>
    private static bool IsWhole(AgentAnswer answer) =>
        answer.Status is null or { Name: not null, Units: not null, History: not null }
        && (answer.Status?.Units ?? []).All(unit => unit is { Addresses: not null, Epoch: not null, Others: not null })
        && (answer.Status?.History ?? []).All(happening => happening is { What: not null })
        && (answer.Status?.Database?.KeptAside ?? []).All(folder => folder is not null)
        && (answer.Rows ?? []).All(row => row is { What: not null });
}
