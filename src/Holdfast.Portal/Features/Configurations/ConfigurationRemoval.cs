using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Features.Configurations;

/// <summary>Ends configurations within a unit of work; their nodes hear of it after the commit.</summary>
public sealed class ConfigurationRemoval(
    IUnitOfWork unit,
    ConfigurationStore configurations,
    NodeRevisions revisions,
    DateTimeOffset now
)
{
    /// <param name="reason">For the history: <c>replaced</c>, <c>revoked</c>, <c>expired</c>, …</param>
    /// <returns>How many ended.</returns>
    public async Task<int> RemoveAllAsync(IEnumerable<Configuration> living, string reason)
    {
        var ended = 0;
        foreach (var configuration in living)
        {
            var placed = await revisions.RaiseAllAsync(await configurations.NodesOfAsync(unit, configuration.Id));
            ended += await configurations.RemoveAsync(unit, configuration.Id, placed, reason, now) ? 1 : 0;
        }

        return ended;
    }
}
