using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Nodes;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Features.Configurations;

/// <summary>Ends configurations, each in a transaction of its own. Their nodes cut the clients off within milliseconds of the commit.</summary>
public sealed class RemoveConfigurations(
    IDatabase database,
    ConfigurationStore configurations,
    NodeStore nodes,
    NodeRegistry registry,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>One of a person's own.</summary>
    public Task<Problem?> OneOfAsync(Visitor by, Guid id, CancellationToken cancel) =>
        OneAsync(id, Actor.Of(by), configuration => configuration.UserId == by.UserId, "removed by the user", cancel);

    /// <summary>Anybody's, by an administrator.</summary>
    public Task<Problem?> AnyAsync(Guid id, Actor by, CancellationToken cancel) =>
        OneAsync(id, by, _ => true, "removed by an administrator", cancel);

    public Task OfAuthorizationAsync(Guid authorizationId, string reason, CancellationToken cancel) =>
        database.WriteAsync(
            async unit =>
            {
                await RemoveAsync(unit, await configurations.ListOfAuthorizationAsync(unit, authorizationId), reason);
                return true;
            },
            cancel
        );

    /// <summary>For commands that end more than configurations in one transaction.</summary>
    /// <returns>How many ended.</returns>
    public Task<int> RemoveAsync(IUnitOfWork unit, IEnumerable<Configuration> living, string reason) =>
        new ConfigurationRemoval(
            unit,
            configurations,
            new NodeRevisions(unit, nodes, registry),
            clock.GetUtcNow()
        ).RemoveAllAsync(living, reason);

    private Task<Problem?> OneAsync(
        Guid id,
        Actor by,
        Func<Configuration, bool> isTheirs,
        string reason,
        CancellationToken cancel
    ) =>
        database.WriteAsync<Problem?>(
            async unit =>
            {
                var configuration = await configurations.FindAsync(unit, id);
                if (configuration is not { RemovedAt: null } || !isTheirs(configuration))
                {
                    return ConfigurationProblems.Unknown.At(id.ToString(), "");
                }

                await RemoveAsync(unit, [configuration], reason);
                var what = new { configuration.ProfileId, configuration.Name };
                await audit.AddAsync(unit, by, "configuration.remove", configuration.UserName, what);
                return null;
            },
            cancel
        );
}
