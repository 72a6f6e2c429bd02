using Holdfast.Data;
using Holdfast.Data.Factors;
using Holdfast.Data.Throttles;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity.Factors;
using Holdfast.Identity.SignIn;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Users;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Sources;

namespace Holdfast.Portal.Features.Factors;

/// <summary>What the help desk or an administrator does for somebody who cannot sign in any more.</summary>
public sealed class FactorCommands(
    IDatabase database,
    UserStore users,
    AuthenticatorStore authenticators,
    PasskeyStore passkeys,
    RecoveryCodeStore recoveryCodes,
    ResetLinkStore resetLinks,
    WebSessionStore sessions,
    ThrottleStore throttles,
    FactorRemoval rule,
    PortalOptions options,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Which second factors somebody has.</summary>
    public Task<Outcome<FactorReport>> ReadAsync(string name, CancellationToken cancel) =>
        database.ReadAsync<Outcome<FactorReport>>(
            async unit =>
            {
                if (await FindAsync(unit, name) is not { } user)
                {
                    return UserProblems.Unknown.At(name, "");
                }

                var app = await authenticators.FindAsync(unit, user.Id);
                return new FactorReport(
                    user.Name,
                    await rule.IsDemandedAsync(unit, user),
                    app is null ? null : new(app.CreatedAt, app.LastUsedAt),
                    [
                        .. (await passkeys.ListOfAsync(unit, user.Id)).Select(key => new NamedFactor(
                            key.Name,
                            key.CreatedAt,
                            key.LastUsedAt
                        )),
                    ],
                    user.Factors.RecoveryCodes
                );
            },
            cancel
        );

    /// <summary>
    /// Takes all second factors and recovery codes of somebody away, and ends the sessions of the web pages. Apps and devices go on.
    /// </summary>
    public Task<Problem?> ResetAsync(string name, Actor actor, CancellationToken cancel) =>
        database.WriteAsync<Problem?>(
            async unit =>
            {
                if (await FindAsync(unit, name) is not { } user)
                {
                    return UserProblems.Unknown.At(name, "");
                }

                // With the lock, as somebody may be given a role at the same time.
                await users.LockAsync(unit, user.Id);
                if (!await IsLeftToAsync(unit, user.Id, actor))
                {
                    return AccessProblems.MoreThanAUser.At(name, "");
                }

                var app = await authenticators.RemoveAsync(unit, user.Id);
                var keys = await passkeys.RemoveAllAsync(unit, user.Id);
                var codes = await recoveryCodes.RemoveAllAsync(unit, user.Id);
                var ended = await sessions.RemoveAllOfAsync(unit, user.Id);
                await throttles.ResetAsync(unit, ThrottleKeys.OfFactor(user.Id));
                await audit.AddAsync(
                    unit,
                    actor,
                    "factor.reset",
                    user.Name,
                    new
                    {
                        App = app,
                        Passkeys = keys,
                        RecoveryCodes = codes,
                        EndedBrowsers = ended,
                    }
                );
                return null;
            },
            cancel
        );

    /// <summary>A link with which the person sets a new password, once, within a day. The present password works until then.</summary>
    public Task<Outcome<ResetLink>> MakeLinkAsync(string name, Actor actor, CancellationToken cancel) =>
        database.WriteAsync<Outcome<ResetLink>>(
            async unit =>
            {
                if (await FindAsync(unit, name) is not { } user)
                {
                    return UserProblems.Unknown.At(name, "");
                }

                await users.LockAsync(unit, user.Id);
                if (!await IsLeftToAsync(unit, user.Id, actor))
                {
                    return AccessProblems.MoreThanAUser.At(name, "");
                }

                if (user.SourceId is not null)
                {
                    return SourceProblems.KeptElsewhere.At(name, "");
                }

                var (now, token) = (clock.GetUtcNow(), ResetToken.New());
                var expiresAt = now + ResetToken.Lifetime;
                await resetLinks.PutAsync(unit, user.Id, ResetToken.Hash(token)!, now, expiresAt);
                await audit.AddAsync(unit, actor, "user.reset-link", user.Name, new { expiresAt });
                return new ResetLink(options.PublicUrl + Addresses.ResetPassword(token), expiresAt);
            },
            cancel
        );

    private async Task<bool> IsLeftToAsync(IUnitOfWork unit, Guid id, Actor actor) =>
        await users.FindAsync(unit, id) is { } user && actor.MayActOn(user.Role);

    private async Task<User?> FindAsync(IUnitOfWork unit, string name) =>
        UserName.Read(name).Value is { } parsed ? await users.FindByKeyAsync(unit, parsed.Key) : null;
}
