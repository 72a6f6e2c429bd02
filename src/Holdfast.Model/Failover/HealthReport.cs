using System.Text.Json;
using Holdfast.Model.Json;

namespace Holdfast.Model.Failover;

/// <summary>
/// What a program on the same machine tells the failover agent of its health, as often as it likes, over a connection that it keeps open:
/// when that ends, so does what it said. See docs/protocols/failover-control.md.
/// </summary>
public sealed record HealthReport
{
    /// <summary>Who speaks, such as <c>node</c>: a-z, 0-9 and hyphens, at most 32.</summary>
    public required string Source { get; init; }

    public required bool Healthy { get; init; }

    /// <summary>
    /// Not healthy without doubt, such as a process that is gone: counts at once. Otherwise it counts after a second, if it is still so.
    /// </summary>
    public bool? Certain { get; init; }

    /// <summary>Why it is not healthy, for people: one line, at most 200 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>For how long this counts when no other report follows, 100 to 60 000; null: until the connection ends.</summary>
    public int? GoodForMilliseconds { get; init; }

    public string Command { get; } = "health";

    /// <summary>With the line feed. One line is the answer.</summary>
    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, ModelJson.Options), (byte)'\n'];

    /// <param name="answer">A line without the line feed.</param>
    /// <returns>Why the report was not taken; null: it was.</returns>
    public static string? RefusalIn(ReadOnlySpan<byte> answer)
    {
        try
        {
            return JsonSerializer.Deserialize<Answer>(answer, ModelJson.Tolerant) is { } read
                ? read.Refused
                : "The agent said nothing.";
        }
        catch (JsonException)
        {
            return "The agent is not understood.";
        }
    }

    private sealed record Answer(string? Refused);
}
