using Holdfast.Data;
using Holdfast.Data.Sources;
using Holdfast.Data.Users;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Users;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.People;

/// <summary>
/// Makes the user here what the person is in the source: new people become users, those who are known get the groups, the role and the
/// mail address of now, those who were gone come back. Somebody who has the same name already is never taken for the person.
/// </summary>
public sealed class PersonIntake(
    UserStore users,
    SourcePersonStore people,
    UserAccess access,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>What a user who vanished is told to have ended for.</summary>
    public const string Gone = "the source knows the person no more";

    /// <returns>The user, also one whom an administrator has disabled; or HF-2340, HF-2341.</returns>
    public async Task<Outcome<User>> TakeOverAsync(
        IUnitOfWork unit,
        SourceSettings source,
        FoundPerson person,
        Actor actor
    ) =>
        await people.FindBySubjectAsync(unit, source.Id, person.Subject) is { } known
            ? await RefreshAsync(unit, source, known, person, actor)
            : (await AddAsync(unit, source, [person], actor))[0];

    /// <summary>Somebody who is known.</summary>
    /// <returns>The user as it is now.</returns>
    public async Task<User> RefreshAsync(
        IUnitOfWork unit,
        SourceSettings source,
        KnownPerson known,
        FoundPerson person,
        Actor actor
    )
    {
        var (user, now) = (known.User, clock.GetUtcNow());
        await people.SeenAsync(unit, user.Id, person.Name, now);
        var change = PersonChange.Of(known, person, source.Groups);
        if (change.IsNothing)
        {
            return user;
        }

        await users.LockAsync(unit, user.Id);
        if (change.Mail is { } mail)
        {
            await users.SetMailAddressAsync(unit, user.Id, mail.Length == 0 ? null : mail);
        }

        if (change.Role is { } role)
        {
            await users.SetRoleAsync(unit, user.Id, role);
        }

        var ended = 0;
        if (change.Groups is { } groups)
        {
            await users.SetGroupsAsync(unit, user.Id, groups);
            ended = await access.EndNotAllowedAsync(unit, user, groups);
        }

        // An administrator may have disabled the user meanwhile.
        if (
            change.Returns
            && await users.FindAsync(unit, user.Id) is { } present
            && present.DisabledAt == user.DisabledAt
        )
        {
            await users.SetDisabledAsync(unit, user.Id, null);
        }

        await audit.AddAsync(
            unit,
            actor,
            change.Returns ? "source.return" : "source.change",
            user.Name,
            new
            {
                Source = source.Name,
                change.Role,
                change.Groups,
                MailAddress = change.Mail,
                EndedConfigurations = ended,
            }
        );
        return (await users.FindAsync(unit, user.Id))!;
    }

    /// <summary>Somebody whom the source knows no more: nothing is left of the access, as after disabling by hand.</summary>
    /// <returns>How many configurations ended.</returns>
    public async Task<int> VanishAsync(
        IUnitOfWork unit,
        SourceSettings source,
        KnownPerson known,
        string reason,
        Actor actor
    )
    {
        var now = clock.GetUtcNow();
        await users.LockAsync(unit, known.User.Id);
        await people.VanishedAsync(unit, known.User.Id, now);
        if (await users.FindAsync(unit, known.User.Id) is { DisabledAt: null })
        {
            // At the same moment, which says why: whom an administrator disabled, before or after, does not come back by itself.
            await users.SetDisabledAsync(unit, known.User.Id, now);
        }

        var ended = await access.EndAllAsync(unit, known.User, reason);
        await audit.AddAsync(
            unit,
            actor,
            "source.vanish",
            known.User.Name,
            new
            {
                Source = source.Name,
                Reason = reason,
                EndedConfigurations = ended,
            }
        );
        return ended;
    }

    /// <summary>People of whom nobody is known yet, all that can be added.</summary>
    /// <returns>One for each, in their order: the user, or HF-2340, HF-2341.</returns>
    public async Task<IReadOnlyList<Outcome<User>>> AddAsync(
        IUnitOfWork unit,
        SourceSettings source,
        IReadOnlyList<FoundPerson> found,
        Actor actor
    )
    {
        var now = clock.GetUtcNow();
        var wanted = found.Select(person => UserOf(person, source, now)).ToList();
        var good = wanted.Select(one => one.Value).OfType<User>().ToList();
        var added = await users.AddManyAsync(unit, good);
        await people.AddAsync(
            unit,
            [
                .. found
                    .Zip(wanted)
                    .Where(one => one.Second.Value is { } user && added.Contains(user.Id))
                    .Select(one => new SourcePerson
                    {
                        UserId = one.Second.Value!.Id,
                        SourceId = source.Id,
                        Subject = one.First.Subject,
                        Name = one.First.Name,
                        SeenAt = now,
                    }),
            ]
        );
        await audit.AddManyAsync(
            unit,
            actor,
            "user.add",
            good.Where(user => added.Contains(user.Id))
                .Select(user =>
                    (
                        user.Name,
                        (object?)
                            new
                            {
                                Source = source.Name,
                                user.Role,
                                user.Groups,
                            }
                    )
                )
        );
        var outcomes = new List<Outcome<User>>(found.Count);
        foreach (var (person, one) in found.Zip(wanted))
        {
            outcomes.Add(
                one.Value is { } user && !added.Contains(user.Id) ? await MeanwhileAsync(unit, source, person) : one
            );
        }

        return outcomes;
    }

    /// <summary>Somebody has the name. It may be the person, who signed in at another portal a moment ago.</summary>
    private async Task<Outcome<User>> MeanwhileAsync(IUnitOfWork unit, SourceSettings source, FoundPerson person) =>
        await people.FindBySubjectAsync(unit, source.Id, person.Subject) is { } same
            ? same.User
            : SourceProblems.NameTaken.At(source.Name, $"{Shown(person.Name)}.");

    private static Outcome<User> UserOf(FoundPerson person, SourceSettings source, DateTimeOffset now)
    {
        var name = UserName.Read(person.Name);
        return name.Value is { } read
            ? new User
            {
                Id = Guid.CreateVersion7(now),
                Name = read.Text,
                NameKey = read.Key,
                Role = PersonRules.RoleOf(person, source.Groups),
                Groups = PersonRules.GroupsOf(person, source.Groups),
                MailAddress = PersonRules.MailOf(person),
                CreatedAt = now,
                SourceId = source.Id,
            }
            : SourceProblems.NameNotAllowed.At(source.Name, $"“{Shown(person.Name)}”. {name.Problems[0].Kind.Title}.");
    }

    private static string Shown(string name)
    {
        var clean = new string([.. name.Where(c => !char.IsControl(c))]);
        return clean.Length > 80 ? clean[..80] + "…" : clean;
    }
}
