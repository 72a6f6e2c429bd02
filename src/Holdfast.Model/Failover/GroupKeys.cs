using System.Text.Json.Serialization;

namespace Holdfast.Model.Failover;

/// <summary>Which keys of heartbeats the machines of a group have. Keys are numbered from 1, and no number is used twice.</summary>
public sealed record GroupKeys
{
    private const int Ids = 255;

    /// <summary>With which heartbeats are sent.</summary>
    public int Active { get; init; } = 1;

    /// <summary>Brought to all machines, which do not send with it yet; null: no change is under way, or it is further.</summary>
    public int? Coming { get; init; }

    /// <summary>Heartbeats may still come with it; null: no change is under way, or it is not so far.</summary>
    public int? Leaving { get; init; }

    /// <summary>An administrator has brought <see cref="Coming"/> to the witness, which nobody else does.</summary>
    public bool WitnessHasIt { get; init; }

    /// <summary>That machines take.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> All => [.. new int?[] { Active, Coming, Leaving }.OfType<int>()];

    [JsonIgnore]
    public bool IsChanging => All.Count > 1;

    /// <returns>On the wire: 1 to 255.</returns>
    public static int IdOf(int number) => ((number - 1) % Ids) + 1;
}
