using Holdfast.Data;
using Holdfast.Data.Factors;
using Holdfast.Data.Users;
using Holdfast.Identity;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Settings;

namespace Holdfast.Portal.Features.Factors;

/// <summary>Takes second factors away. With the last one the recovery codes go.</summary>
public sealed class FactorRemoval(
    IDatabase database,
    UserStore users,
    RecoveryCodeStore recoveryCodes,
    PortalSettings settings,
    AuditLog audit
)
{
    /// <summary>Whether this person must have a second factor.</summary>
    public async Task<bool> IsDemandedAsync(IUnitOfWork unit, User user) =>
        (await settings.ReadAsync(unit)).FactorRule().Demands(user.Role != Role.User, user.Groups);

    /// <summary>Somebody takes one of the own ones away.</summary>
    /// <param name="remove">Removes it; false: there is no such one.</param>
    /// <param name="detail">For the audit log.</param>
    public Task<Problem?> OneOfAsync(
        Visitor visitor,
        Func<IUnitOfWork, Task<bool>> remove,
        object detail,
        CancellationToken cancel
    ) =>
        database.WriteAsync<Problem?>(
            async unit =>
            {
                // Of two browsers that take the last two away at the same time, one is told no.
                await users.LockAsync(unit, visitor.UserId);
                if (await users.FindAsync(unit, visitor.UserId) is not { } user)
                {
                    return FactorProblems.NoSuchFactor.At("", "");
                }

                if (user.Factors.Count == 1 && await IsDemandedAsync(unit, user))
                {
                    return FactorProblems.LastFactor.At("", "");
                }

                if (!await remove(unit))
                {
                    return FactorProblems.NoSuchFactor.At("", "");
                }

                if (user.Factors.Count == 1)
                {
                    await recoveryCodes.RemoveAllAsync(unit, user.Id);
                }

                await audit.AddAsync(unit, Actor.Of(visitor), "factor.remove", visitor.Name, detail);
                return null;
            },
            cancel
        );
}
