namespace Holdfast.Portal.Sources.People;

/// <summary>How a look at a source ended.</summary>
/// <param name="Found">People whom the source knows.</param>
/// <param name="Changed">Users who were refreshed, with those who came back.</param>
/// <param name="Refused">People who could not become users, and why; not more than 20 of them.</param>
/// <param name="Problem">Id and reason of what was in the way of all; null: nothing.</param>
public sealed record SyncReport(
    int Found,
    int Added,
    int Changed,
    int Vanished,
    int RefusedCount,
    IReadOnlyList<string> Refused,
    double Seconds,
    string? Problem
)
{
    public const int MostRefused = 20;

    public static SyncReport Failed(string problem, double seconds) => new(0, 0, 0, 0, 0, [], seconds, problem);

    /// <summary>What administrators must know; null: nothing.</summary>
    public string? Trouble =>
        Problem
        ?? (
            RefusedCount == 0 ? null : $"{RefusedCount} people were not taken over: {string.Join(' ', Refused.Take(3))}"
        );
}
