using Holdfast.Data;
using Holdfast.Data.Users;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Sources;
using Holdfast.Portal.Sources.Ldap;
using Holdfast.Portal.Sources.Oidc;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Radius;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Features.Sources;

/// <summary>Tries a source as it is, or as somebody is about to save it, and says step by step what happens. Changes nothing.</summary>
public sealed class SourceTrials(
    IDatabase database,
    UserStore users,
    SourceBook book,
    LdapDirectory directory,
    RadiusServers radius,
    OidcProviders providers
)
{
    /// <summary>Names and groups that are shown of many.</summary>
    private const int Shown = 10;

    /// <param name="id">One that is in force; null: it is new.</param>
    /// <param name="wanted">Null: what is in force.</param>
    /// <param name="person">Whose groups are looked at, or who signs in; empty: nobody's.</param>
    /// <param name="password">Of the person; empty: no sign-in is tried.</param>
    public async Task<Outcome<SourceTrial>> RunAsync(
        Guid? id,
        SourceDraft? wanted,
        string person,
        string password,
        CancellationToken cancel
    )
    {
        var set = await book.ReadAsync(cancel);
        var before = id is { } known ? set.Find(known) : null;
        if (wanted is null && before is null)
        {
            return SourceProblems.Unknown.At($"{id}", "");
        }

        var others = set.Sources.Where(source => source.Id != id).ToList();
        if (wanted is not null && SourceRules.Check(wanted, before, others) is { Count: > 0 } problems)
        {
            return Outcome<SourceTrial>.Failed(problems);
        }

        var source = wanted is null ? before! : SourceBook.Of(id ?? Guid.Empty, wanted, secretId: null);
        var isKnown = wanted is null || SourceRules.KeepsSecret(wanted, before);
        var secret = isKnown && before is not null ? await book.SecretAsync(before, cancel) : wanted?.Secret;
        return source switch
        {
            { Ldap: { } ldap } => await TryAsync(source, new LdapTarget(ldap, secret), person.Trim(), password, cancel),
            { Oidc: { } oidc } => await TryAsync(new OidcTarget(Guid.Empty, oidc, secret), cancel),
            _ => await TryAsync(
                source,
                new RadiusTarget(source.Radius!, secret ?? ""),
                person.Trim(),
                password,
                cancel
            ),
        };
    }

    private async Task<SourceTrial> TryAsync(
        SourceSettings source,
        LdapTarget target,
        string person,
        string password,
        CancellationToken cancel
    )
    {
        var steps = new List<string>();
        var listed = await directory.ListAsync(target, steps, cancel);
        if (listed.Value is not { } people)
        {
            return SourceTrial.Bad(steps, listed.Problems[0]);
        }

        if (people.Count == 0)
        {
            return SourceTrial.Bad(steps, LdapProblems.NobodyFound.At(source.Name, ""));
        }

        steps.Add($"{people.Count} people may sign in, such as {Some(people.Select(one => one.Name))}");
        await WarnAsync(people, source, steps, cancel);
        if (person.Length == 0)
        {
            return SourceTrial.Good(steps);
        }

        if (people.FirstOrDefault(one => one.Name.Equals(person, StringComparison.OrdinalIgnoreCase)) is not { } found)
        {
            return SourceTrial.Bad(steps, LdapProblems.PersonNotFound.At(source.Name, person));
        }

        Describe(found, source.Groups, steps);
        return password.Length == 0
            ? SourceTrial.Good(steps)
            : await SignInAsync(source, target, found, password, steps, cancel);
    }

    /// <summary>People and the client's secret are seen only when somebody signs in.</summary>
    private async Task<SourceTrial> TryAsync(OidcTarget target, CancellationToken cancel)
    {
        var steps = new List<string>();
        return await providers.TryAsync(target, steps, cancel) is { } problem
            ? SourceTrial.Bad(steps, problem)
            : SourceTrial.Good([
                .. steps,
                "Whether client id, secret and redirect address are right, the first sign-in shows",
            ]);
    }

    /// <summary>A name that nobody has tells as much of the server as one: that it answers, and that it knows the secret.</summary>
    private async Task<SourceTrial> TryAsync(
        SourceSettings source,
        RadiusTarget target,
        string person,
        string password,
        CancellationToken cancel
    )
    {
        var steps = new List<string>();
        var isPerson = person.Length > 0 && password.Length > 0;
        var answer = await radius.AskAsync(
            target,
            isPerson ? person : "holdfast-test",
            isPerson ? password : "holdfast-test",
            state: null,
            steps,
            cancel
        );
        switch (answer)
        {
            case SourceAnswer.Away away:
                return SourceTrial.Bad(steps, away.Problem);
            case SourceAnswer.Confirmed confirmed:
                Describe(confirmed.Person, source.Groups, steps);
                return SourceTrial.Good(steps);
            case SourceAnswer.Refused when isPerson:
                return SourceTrial.Bad(steps, RadiusProblems.PersonRefused.At(source.Name, person));
            default:
                return SourceTrial.Good(steps);
        }
    }

    private async Task<SourceTrial> SignInAsync(
        SourceSettings source,
        LdapTarget target,
        FoundPerson person,
        string password,
        List<string> steps,
        CancellationToken cancel
    )
    {
        var again = new List<string>();
        var answer = await directory.AuthenticateAsync(target, person.Name, password, again, cancel);
        steps.AddRange(again.SkipWhile(step => !step.StartsWith("Found", StringComparison.Ordinal)));
        return answer switch
        {
            SourceAnswer.Confirmed => SourceTrial.Good(steps),
            SourceAnswer.Away away => SourceTrial.Bad(steps, away.Problem),
            _ => SourceTrial.Bad(steps, LdapProblems.PersonRefused.At(source.Name, person.Name)),
        };
    }

    /// <summary>What will not work, while it can still be changed.</summary>
    private async Task WarnAsync(
        IReadOnlyList<FoundPerson> people,
        SourceSettings source,
        List<string> steps,
        CancellationToken cancel
    )
    {
        var notAllowed = people.Where(one => !UserName.Read(one.Name).Succeeded).Select(one => one.Name).ToList();
        if (notAllowed.Count > 0)
        {
            steps.Add($"Warning: {notAllowed.Count} names are not allowed here, such as {Some(notAllowed)}");
        }

        var taken = await TakenAsync(people, source, cancel);
        if (taken.Count > 0)
        {
            steps.Add($"Warning: {taken.Count} names belong to other users here, such as {Some(taken)}");
        }

        var lost = people.SelectMany(one => PersonRules.NotTakenOver(one, source.Groups)).Distinct().ToList();
        if (lost.Count > 0)
        {
            steps.Add(
                $"Warning: {lost.Count} groups have names that are none here and need a translation, such as {Some(lost)}"
            );
        }
    }

    private Task<IReadOnlyList<string>> TakenAsync(
        IReadOnlyList<FoundPerson> people,
        SourceSettings source,
        CancellationToken cancel
    ) =>
        database.ReadAsync<IReadOnlyList<string>>(
            async unit =>
            {
                var taken = new List<string>();
                // Enough to show that there are some: the sync tells them all.
                foreach (var name in people.Take(1000).Select(one => UserName.Read(one.Name).Value).OfType<UserName>())
                {
                    if (await users.FindByKeyAsync(unit, name.Key) is { } user && user.SourceId != source.Id)
                    {
                        taken.Add(name.Text);
                    }
                }

                return taken;
            },
            cancel
        );

    private static void Describe(FoundPerson person, GroupRules rules, List<string> steps)
    {
        var groups = PersonRules.GroupsOf(person, rules);
        steps.Add(
            $"{person.Name} is in {person.Groups.Count} groups there: {Some(person.Groups.Select(one => one.Name))}"
        );
        steps.Add(
            groups.Count == 0
                ? $"{person.Name} has no groups here"
                : $"{person.Name} has these groups here: {Some(groups)}"
        );
        steps.Add($"{person.Name} has the role {AccessWords.Of(PersonRules.RoleOf(person, rules))} here");
        steps.Add(
            PersonRules.MailOf(person) is { } mail
                ? $"Notices go to {mail}"
                : $"There is no mail address for {person.Name}"
        );
    }

    private static string Some(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count == 0 ? "none" : string.Join(", ", all.Take(Shown)) + (all.Count > Shown ? ", …" : "");
    }
}
