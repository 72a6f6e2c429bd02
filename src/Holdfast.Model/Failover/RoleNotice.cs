using System.Text.Json;
using Holdfast.Model.Json;

namespace Holdfast.Model.Failover;

/// <summary>
/// One line from a failover agent to who watches it: how all units stand. A reader that misses none knows every change; one that reads
/// the newest alone still knows the present. See docs/protocols/failover-control.md.
/// </summary>
public sealed record RoleNotice
{
    /// <summary>Bytes without the line feed, at most.</summary>
    public const int LongestLine = 65_536;

    /// <summary>An agent from which nothing came for so long is not there any more: it sends at least each second.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(3);

    /// <summary>Who tells: 1 to 255.</summary>
    public required int Member { get; init; }

    public required IReadOnlyList<OtherMember> Others { get; init; }

    public required IReadOnlyList<UnitNotice> Units { get; init; }

    /// <summary>What a watcher sends first, with its line feed; the answer is lines without end.</summary>
    public static ReadOnlySpan<byte> Request => "{\"command\":\"watch\"}\n"u8;

    /// <summary>With the line feed.</summary>
    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, ModelJson.Options), (byte)'\n'];

    /// <param name="line">Without the line feed.</param>
    /// <returns>Null: it is no notice, such as when the agent refuses one watcher more. Hang up.</returns>
    public static RoleNotice? Parse(ReadOnlySpan<byte> line)
    {
        if (line.Length > LongestLine)
        {
            return null;
        }

        try
        {
            var notice = JsonSerializer.Deserialize<RoleNotice>(line, ModelJson.Tolerant);
            return notice is { Units: { } units, Others: { } others } && units.All(IsWhole) && others.All(IsWhole)
                ? notice
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The serializer lets null through where the type does not.</summary>
    private static bool IsWhole(UnitNotice? unit) =>
        unit is { Epoch: not null, Addresses: not null }
        && unit.Addresses.All(placed => placed is { Link: not null, Address: not null });

    private static bool IsWhole(OtherMember? other) =>
        other is { Addresses: not null } && other.Addresses.All(address => address is not null);
}
