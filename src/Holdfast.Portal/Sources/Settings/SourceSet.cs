namespace Holdfast.Portal.Sources.Settings;

/// <summary>All sources, in the order in which they are asked.</summary>
public sealed record SourceSet
{
    public static readonly SourceSet Empty = new();

    public IReadOnlyList<SourceSettings> Sources { get; init; } = [];

    public SourceSettings? Find(Guid id) => Sources.FirstOrDefault(source => source.Id == id);
}
