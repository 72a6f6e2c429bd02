using Holdfast.Data;
using Holdfast.Data.Authorizations;
using Holdfast.Data.Configurations;
using Holdfast.Data.Factors;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity;
using Holdfast.Identity.Passwords;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Features.OAuth;
using Holdfast.Portal.Features.Users;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Sources;
using Holdfast.Portal.Sources.Settings;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Account;

/// <summary>What somebody sees and changes of the own account.</summary>
public sealed class AccountDesk(
    IDatabase database,
    UserStore users,
    WebSessionStore sessions,
    AuthorizationStore authorizations,
    ResetLinkStore resetLinks,
    ConfigurationStore configurations,
    RemoveConfigurations removal,
    AppRegistry apps,
    Argon2idHasher hasher,
    FirstPassword firstPassword,
    SourceBook book,
    NoticeBook notices,
    AuditLog audit,
    TimeProvider clock
) : IAccountDesk
{
    public async Task<AccountView> ReadAsync(HttpContext http, Visitor visitor, CancellationToken cancel)
    {
        var registry = await apps.ReadAsync(cancel);
        var here = SessionCookie.Read(http.Request) ?? [];
        var now = clock.GetUtcNow();
        return await database.ReadAsync(
            async unit =>
            {
                var user = await users.FindAsync(unit, visitor.UserId);
                return new AccountView(
                    [
                        .. (await authorizations.ListOfAsync(unit, visitor.UserId))
                            .Where(a => a.IsGood(now))
                            .Select(a => new ApprovedApp(
                                a.Id,
                                registry.Find(a.ClientId)?.DisplayName ?? a.ClientId,
                                a.CreatedAt,
                                a.ExpiresAt
                            )),
                    ],
                    [.. (await sessions.ListOfAsync(unit, visitor.UserId)).Select(session => View(session, here))]
                )
                {
                    MailAddress = user?.MailAddress ?? "",
                    Source = user?.SourceId is { } id ? (await book.ReadAsync(unit)).Find(id)?.Name ?? "" : null,
                };
            },
            cancel
        );
    }

    public Task<Problem?> RevokeAppAsync(Visitor visitor, Guid authorizationId, CancellationToken cancel) =>
        database.WriteAsync<Problem?>(
            async unit =>
            {
                var found = await authorizations.FindAsync(unit, authorizationId);
                if (found?.User.Id != visitor.UserId)
                {
                    return AccountProblems.UnknownApp.At("", "");
                }

                var living = await configurations.ListOfAuthorizationAsync(unit, authorizationId);
                await removal.RemoveAsync(unit, living, "app revoked");
                await authorizations.RevokeAsync(unit, authorizationId, "revoked by the user", clock.GetUtcNow());
                await audit.AddAsync(unit, Actor.Of(visitor), "app.revoke", found.Authorization.ClientId);
                return null;
            },
            cancel
        );

    public Task<Problem?> EndBrowserAsync(Visitor visitor, string key, CancellationToken cancel) =>
        database.WriteAsync<Problem?>(
            async unit =>
            {
                var session = (await sessions.ListOfAsync(unit, visitor.UserId)).FirstOrDefault(s => KeyOf(s) == key);
                if (session is null)
                {
                    return AccountProblems.UnknownBrowser.At("", "");
                }

                await sessions.RemoveAsync(unit, session.Hash);
                return null;
            },
            cancel
        );

    public async Task<IReadOnlyList<Problem>> ChangeMailAddressAsync(
        Visitor visitor,
        string address,
        string password,
        CancellationToken cancel
    )
    {
        if (MailAddresses.Check(address) is { Count: > 0 } problems)
        {
            return problems;
        }

        var known = await database.ReadAsync(unit => users.FindAsync(unit, visitor.UserId), cancel);
        if (known?.SourceId is not null)
        {
            return [SourceProblems.KeptElsewhere.At("mailAddress", "")];
        }

        if (await hasher.VerifyAsync(known?.PasswordHash, password, cancel) == PasswordCheck.Wrong)
        {
            return [IdentityProblems.SignInFailed.At("passwordForMail", "")];
        }

        return await database.WriteAsync<IReadOnlyList<Problem>>(
            async unit =>
            {
                await users.LockAsync(unit, visitor.UserId);
                if (await users.FindAsync(unit, visitor.UserId) is { } user)
                {
                    await MailAddresses.ChangeAsync(unit, users, notices, user, address, "You changed");
                    await audit.AddAsync(unit, Actor.Of(visitor), "mail-address.change", user.Name);
                }

                return [];
            },
            cancel
        );
    }

    public async Task<IReadOnlyList<Problem>> ChangePasswordAsync(
        HttpContext http,
        Visitor visitor,
        string current,
        string changed,
        CancellationToken cancel
    )
    {
        var user = await database.ReadAsync(unit => users.FindAsync(unit, visitor.UserId), cancel);
        if (user?.SourceId is not null)
        {
            return [SourceProblems.KeptElsewhere.At("newPassword", "")];
        }

        if (await hasher.VerifyAsync(user?.PasswordHash, current, cancel) == PasswordCheck.Wrong)
        {
            return [IdentityProblems.SignInFailed.At("currentPassword", "")];
        }

        if (PasswordRules.Check(UserName.Read(user!.Name).Value!, changed) is { Count: > 0 } problems)
        {
            return [.. problems.Select(problem => problem with { Where = "newPassword" })];
        }

        var hash = await hasher.HashAsync(changed, cancel);
        await database.WriteAsync(
            async unit =>
            {
                await users.SetPasswordAsync(unit, user.Id, hash, mustChange: false, clock.GetUtcNow());
                await sessions.RemoveAllOfAsync(unit, user.Id, except: SessionCookie.Read(http.Request));
                await resetLinks.RemoveOfAsync(unit, user.Id);
                await audit.AddAsync(unit, Actor.Of(visitor), "password.change", user.Name);
                await notices.ToPersonAsync(
                    unit,
                    NoticeKinds.PasswordChanged,
                    user,
                    $"You changed your password, from {visitor.Address?.ToString() ?? "this machine"}."
                );
                return true;
            },
            cancel
        );
        firstPassword.Forget(current);
        return [];
    }

    private static Browser View(WebSession session, byte[] here) =>
        new(
            KeyOf(session),
            session.UserAgent,
            session.Address,
            session.CreatedAt,
            session.LastSeenAt,
            session.Hash.AsSpan().SequenceEqual(here)
        )
        {
            With = SignInText.Of(session.Method),
        };

    /// <summary>A part of the hash tells a person's sessions apart, and is of no use to find the cookie.</summary>
    private static string KeyOf(WebSession session) => Convert.ToHexStringLower(session.Hash.AsSpan(0, 8));
}
