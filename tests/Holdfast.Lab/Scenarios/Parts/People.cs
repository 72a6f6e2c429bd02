namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>Laptops that connect one after the other, and stay.</summary>
public sealed class People(TwoPortals world) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<Connected> _all = [];

    public IReadOnlyList<Connected> All => _all;

    /// <summary>Until so many nodes carry somebody. A portal may choose by figures that are seconds old, so it can take some more.</summary>
    /// <exception cref="LabException">The most have come, and a node has nobody.</exception>
    public async Task ConnectUntilAsync(int nodes, int most)
    {
        while (_all.Select(one => one.Node).Distinct(StringComparer.Ordinal).Count() < nodes)
        {
            if (_all.Count == most)
            {
                throw new LabException($"{most} people came, and all are on {_all[0].Node}.");
            }

            _all.Add(await Connected.ConnectAsync(world, $"person{_all.Count + 1}", Patience));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _all)
        {
            await one.DisposeAsync();
        }
    }
}
