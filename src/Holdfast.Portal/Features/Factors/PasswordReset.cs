using Holdfast.Data;
using Holdfast.Data.Factors;
using Holdfast.Data.Throttles;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity;
using Holdfast.Identity.Factors;
using Holdfast.Identity.Passwords;
using Holdfast.Identity.SignIn;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;

namespace Holdfast.Portal.Features.Factors;

/// <summary>
/// Sets a new password by a link. It replaces the password only: who has a second factor is asked for it at the next sign-in.
/// </summary>
public sealed class PasswordReset(
    IDatabase database,
    ResetLinkStore links,
    UserStore users,
    WebSessionStore sessions,
    ThrottleStore throttles,
    Argon2idHasher hasher,
    AuditLog audit,
    TimeProvider clock
) : IPasswordReset
{
    public async Task<string?> FindAsync(string token, CancellationToken cancel) =>
        (await FindUserAsync(token, cancel))?.Name;

    public async Task<IReadOnlyList<Problem>> SetAsync(string token, string password, CancellationToken cancel)
    {
        if (await FindUserAsync(token, cancel) is not { } user)
        {
            return [FactorProblems.LinkVoid.At("", "")];
        }

        if (PasswordRules.Check(UserName.Read(user.Name).Value!, password) is { Count: > 0 } problems)
        {
            return [.. problems.Select(problem => problem with { Where = "newPassword" })];
        }

        var hash = await hasher.HashAsync(password, cancel);
        return await database.WriteAsync<IReadOnlyList<Problem>>(
            async unit =>
            {
                var now = clock.GetUtcNow();
                if (!await links.UseAsync(unit, ResetToken.Hash(token), now))
                {
                    return [FactorProblems.LinkVoid.At("", "")];
                }

                await users.SetPasswordAsync(unit, user.Id, hash, mustChange: false, now);
                await sessions.RemoveAllOfAsync(unit, user.Id);
                await throttles.ResetAsync(unit, ThrottleKeys.OfName(user.Name));
                await audit.AddAsync(unit, new Actor(user.Name, null), "password.reset", user.Name);
                return [];
            },
            cancel
        );
    }

    private async Task<User?> FindUserAsync(string token, CancellationToken cancel) =>
        ResetToken.Hash(token) is { } hash
            ? await database.ReadAsync(
                async unit =>
                    await links.FindAsync(unit, hash, clock.GetUtcNow()) is { } id
                    && await users.FindAsync(unit, id) is { DisabledAt: null } user
                        ? user
                        : null,
                cancel
            )
            : null;
}
