using Holdfast.Data;
using Holdfast.Data.Factors;
using Holdfast.Data.Sources;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity.Passwords;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Sources;

namespace Holdfast.Portal.Features.Users;

/// <summary>What is done with users, by whoever may.</summary>
public sealed class UserCommands(
    IDatabase database,
    UserStore users,
    WebSessionStore sessions,
    ResetLinkStore resetLinks,
    UserAccess access,
    SourcePersonStore people,
    NodeConfirmation confirmation,
    Argon2idHasher hasher,
    NoticeBook notices,
    AuditLog audit,
    TimeProvider clock
)
{
    public async Task<Outcome<User>> AddAsync(UserDraft wanted, Actor actor, CancellationToken cancel)
    {
        var name = UserName.Read(wanted.Name);
        var problems = UserDraftRules.Check(wanted, name, actor);
        if (problems.Count > 0)
        {
            return Outcome<User>.Failed(problems);
        }

        var user = new User
        {
            Id = wanted.Id ?? Guid.CreateVersion7(clock.GetUtcNow()),
            Name = name.Value!.Text,
            NameKey = name.Value.Key,
            PasswordHash = wanted.Password is null ? null : await hasher.HashAsync(wanted.Password, cancel),
            MustChangePassword = wanted.MustChangePassword,
            Role = wanted.Role,
            Groups = wanted.Groups,
            MailAddress = string.IsNullOrEmpty(wanted.MailAddress) ? null : wanted.MailAddress,
            CreatedAt = clock.GetUtcNow(),
        };
        return await database.WriteAsync<Outcome<User>>(
            async unit =>
            {
                if (!await users.AddAsync(unit, user))
                {
                    return UserProblems.NameTaken.At("name", user.Name);
                }

                await audit.AddAsync(unit, actor, "user.add", user.Name, new { user.Role, user.Groups });
                return user;
            },
            cancel
        );
    }

    /// <summary>Changes what is given, all of it or nothing. Configurations that the user may no longer have end.</summary>
    public async Task<Outcome<ChangedUser>> ChangeAsync(
        string name,
        UserChange change,
        Actor actor,
        CancellationToken cancel
    )
    {
        var problems = UserChangeRules.Check(name, change);
        if (problems.Count > 0)
        {
            return Outcome<ChangedUser>.Failed(problems);
        }

        var hash = change.Password is null ? null : await hasher.HashAsync(change.Password, cancel);
        var changed = await database.WriteAsync(unit => ChangeAsync(unit, name, change, hash, actor), cancel);
        if (changed.Value is { EndedConfigurations: > 0 })
        {
            await confirmation.WaitAsync(cancel);
        }

        return changed;
    }

    /// <summary>The history keeps the name; everything else of the user goes.</summary>
    public async Task<Problem?> RemoveAsync(string name, Actor actor, CancellationToken cancel)
    {
        var refusal = await RemoveUnconfirmedAsync(name, actor, cancel);
        if (refusal is null)
        {
            await confirmation.WaitAsync(cancel);
        }

        return refusal;
    }

    private Task<Problem?> RemoveUnconfirmedAsync(string name, Actor actor, CancellationToken cancel) =>
        database.WriteAsync<Problem?>(
            async unit =>
            {
                await users.LockAdministratorsAsync(unit);
                if (await FindAsync(unit, name) is not { } user)
                {
                    return UserProblems.Unknown.At(name, "");
                }

                if (!actor.MayActOn(user.Role))
                {
                    return AccessProblems.MoreThanAUser.At(name, "");
                }

                if (await IsLastAdministratorAsync(unit, user))
                {
                    return UserProblems.LastAdministrator.At(name, "");
                }

                await access.EndAllAsync(unit, user, "user removed");
                await users.RemoveAsync(unit, user.Id);
                await audit.AddAsync(unit, actor, "user.remove", user.Name);
                return null;
            },
            cancel
        );

    private async Task<Outcome<ChangedUser>> ChangeAsync(
        IUnitOfWork unit,
        string name,
        UserChange change,
        string? passwordHash,
        Actor actor
    )
    {
        var losesRights = change.Disabled == true || change.Role is not (null or Role.Administrator);
        if (losesRights)
        {
            await users.LockAdministratorsAsync(unit);
        }

        if (await FindAsync(unit, name) is not { } user)
        {
            return UserProblems.Unknown.At(name, "");
        }

        if (UserChangeRules.Refusal(user, change, actor) is { } refusal)
        {
            return refusal;
        }

        if (user.SourceId is not null && change.IsKeptAtTheSource)
        {
            return SourceProblems.KeptElsewhere.At(name, "");
        }

        // A passkey that is left would open what the source has closed.
        if (change.Disabled == false && await people.FindAsync(unit, user.Id) is { VanishedAt: not null })
        {
            return SourceProblems.Vanished.At(name, "");
        }

        if (losesRights && await IsLastAdministratorAsync(unit, user))
        {
            return UserProblems.LastAdministrator.At(name, "");
        }

        var ended = await ApplyAsync(unit, user, change, passwordHash);
        await audit.AddAsync(
            unit,
            actor,
            "user.change",
            user.Name,
            new
            {
                Password = change.Password is not null,
                change.Role,
                change.Groups,
                change.Disabled,
                change.MailAddress,
                EndedConfigurations = ended,
            }
        );
        return new ChangedUser((await users.FindAsync(unit, user.Id))!, ended);
    }

    /// <returns>How many configurations ended.</returns>
    private async Task<int> ApplyAsync(IUnitOfWork unit, User user, UserChange change, string? passwordHash)
    {
        var (now, ended) = (clock.GetUtcNow(), 0);
        if (passwordHash is not null)
        {
            // Somebody who knew the old password may be signed in; apps and configurations were approved and go on.
            await users.SetPasswordAsync(unit, user.Id, passwordHash, change.MustChangePassword, now);
            await sessions.RemoveAllOfAsync(unit, user.Id);
            await resetLinks.RemoveOfAsync(unit, user.Id);
            await notices.ToPersonAsync(
                unit,
                NoticeKinds.PasswordChanged,
                user,
                "An administrator gave you another password."
            );
        }

        if (change.MailAddress is { } mail)
        {
            await MailAddresses.ChangeAsync(unit, users, notices, user, mail, "An administrator changed");
        }

        if (change.Role is { } role)
        {
            await users.SetRoleAsync(unit, user.Id, role);
        }

        if (change.Groups is { } groups)
        {
            await users.SetGroupsAsync(unit, user.Id, groups);
            ended += await access.EndNotAllowedAsync(unit, user, groups);
        }

        if (change.Disabled is { } disabled)
        {
            await users.SetDisabledAsync(unit, user.Id, disabled ? now : null);
            ended += disabled ? await access.EndAllAsync(unit, user, "user disabled") : 0;
        }

        return ended;
    }

    /// <summary>Nobody changes the user, and so the role that decides who may, until the unit's end.</summary>
    private async Task<User?> FindAsync(IUnitOfWork unit, string name)
    {
        if (
            UserName.Read(name).Value is not { } parsed
            || await users.FindByKeyAsync(unit, parsed.Key) is not { } found
        )
        {
            return null;
        }

        await users.LockAsync(unit, found.Id);
        return await users.FindAsync(unit, found.Id);
    }

    private async Task<bool> IsLastAdministratorAsync(IUnitOfWork unit, User user) =>
        user is { Role: Role.Administrator, DisabledAt: null, SourceId: null }
        && await users.CountAdministratorsAsync(unit) <= 1;
}
