using Holdfast.Data;
using Holdfast.Data.Authorizations;
using Holdfast.Data.Configurations;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity.Passwords;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Configurations;

namespace Holdfast.Portal.Features.Users;

/// <summary>What an administrator does with users.</summary>
public sealed class UserCommands(
    IDatabase database,
    UserStore users,
    AuthorizationStore authorizations,
    ConfigurationStore configurations,
    WebSessionStore sessions,
    RemoveConfigurations removal,
    Argon2idHasher hasher,
    AuditLog audit,
    TimeProvider clock
)
{
    public async Task<Outcome<User>> AddAsync(UserDraft wanted, Actor actor, CancellationToken cancel)
    {
        var name = UserName.Read(wanted.Name);
        var problems = UserDraftRules.Check(wanted, name);
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

    /// <summary>Changes what is given, all of it or nothing.</summary>
    public async Task<Outcome<User>> ChangeAsync(string name, UserChange change, Actor actor, CancellationToken cancel)
    {
        var problems = UserChangeRules.Check(name, change);
        if (problems.Count > 0)
        {
            return Outcome<User>.Failed(problems);
        }

        var hash = change.Password is null ? null : await hasher.HashAsync(change.Password, cancel);
        return await database.WriteAsync(unit => ChangeAsync(unit, name, change, hash, actor), cancel);
    }

    /// <summary>The history keeps the name; everything else of the user goes.</summary>
    public Task<Problem?> RemoveAsync(string name, Actor actor, CancellationToken cancel) =>
        database.WriteAsync<Problem?>(
            async unit =>
            {
                var user = await FindAsync(unit, name);
                if (user is null)
                {
                    return UserProblems.Unknown.At(name, "");
                }

                if (await IsLastAdministratorAsync(unit, user))
                {
                    return UserProblems.LastAdministrator.At(name, "");
                }

                await EndAccessAsync(unit, user, "user removed");
                await users.RemoveAsync(unit, user.Id);
                await audit.AddAsync(unit, actor, "user.remove", user.Name);
                return null;
            },
            cancel
        );

    private async Task<Outcome<User>> ChangeAsync(
        IUnitOfWork unit,
        string name,
        UserChange change,
        string? passwordHash,
        Actor actor
    )
    {
        if (await FindAsync(unit, name) is not { } user)
        {
            return UserProblems.Unknown.At(name, "");
        }

        var losesRights = change.Disabled == true || change.Role == Role.User;
        if (losesRights && await IsLastAdministratorAsync(unit, user))
        {
            return UserProblems.LastAdministrator.At(name, "");
        }

        await ApplyAsync(unit, user, change, passwordHash);
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
            }
        );
        return (await users.FindAsync(unit, user.Id))!;
    }

    private async Task ApplyAsync(IUnitOfWork unit, User user, UserChange change, string? passwordHash)
    {
        var now = clock.GetUtcNow();
        if (passwordHash is not null)
        {
            // Somebody who knew the old password may be signed in; apps and configurations were approved and go on.
            await users.SetPasswordAsync(unit, user.Id, passwordHash, change.MustChangePassword, now);
            await sessions.RemoveAllOfAsync(unit, user.Id);
        }

        if (change.Role is { } role)
        {
            await users.SetRoleAsync(unit, user.Id, role);
        }

        if (change.Groups is { } groups)
        {
            await users.SetGroupsAsync(unit, user.Id, groups);
        }

        if (change.Disabled is { } disabled)
        {
            await users.SetDisabledAsync(unit, user.Id, disabled ? now : null);
            if (disabled)
            {
                await EndAccessAsync(unit, user, "user disabled");
            }
        }
    }

    /// <summary>Peers, certificates, apps and browsers: nothing is left, and enabling again brings nothing back.</summary>
    private async Task EndAccessAsync(IUnitOfWork unit, User user, string reason)
    {
        await removal.RemoveAsync(unit, await configurations.ListOfUserAsync(unit, user.Id), reason);
        await authorizations.RevokeAllOfAsync(unit, user.Id, reason, clock.GetUtcNow());
        await sessions.RemoveAllOfAsync(unit, user.Id);
    }

    private async Task<User?> FindAsync(IUnitOfWork unit, string name) =>
        UserName.Read(name).Value is { } parsed ? await users.FindByKeyAsync(unit, parsed.Key) : null;

    private async Task<bool> IsLastAdministratorAsync(IUnitOfWork unit, User user) =>
        user is { Role: Role.Administrator, DisabledAt: null } && await users.CountAdministratorsAsync(unit) <= 1;
}
