using Holdfast.Identity.Ldap;
using Holdfast.Model.Problems;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.Ldap;

/// <summary>Asks a directory for people.</summary>
public sealed class LdapDirectory(LdapDialer dialer)
{
    /// <summary>Servers give no more at once: 1000 is the limit of Active Directory, and of a small OpenLDAP 500.</summary>
    private const int PageSize = 500;

    /// <summary>By which a person is known for good, whatever the name; the first that the directory has.</summary>
    private static readonly string[] SubjectAttributes = ["objectGUID", "entryUUID", "nsUniqueId"];

    /// <summary>Answers that mean no; others mean that the directory cannot say now (RFC 4511 appendix A).</summary>
    private static readonly int[] No =
    [
        (int)LdapResultCode.InvalidCredentials,
        (int)LdapResultCode.NoSuchObject,
        (int)LdapResultCode.InvalidDnSyntax,
        (int)LdapResultCode.InsufficientAccessRights,
        (int)LdapResultCode.UnwillingToPerform,
        // constraintViolation and inappropriateAuthentication: accounts that are locked, or have no password.
        19,
        48,
    ];

    /// <summary>Whether it is the person's password. An empty one is not even asked for.</summary>
    public async Task<SourceAnswer> AuthenticateAsync(
        LdapTarget target,
        string name,
        string password,
        List<string> steps,
        CancellationToken cancel
    )
    {
        if (password.Length == 0 || name.Length == 0)
        {
            return new SourceAnswer.Refused();
        }

        var answer = await dialer.DoAsync<SourceAnswer>(
            target,
            steps,
            (line, stop) => AuthenticateAsync(target, line, name, password, steps, stop),
            cancel
        );
        return answer.Value ?? new SourceAnswer.Away(answer.Problems[0]);
    }

    /// <summary>Everybody who may sign in.</summary>
    public Task<Outcome<IReadOnlyList<FoundPerson>>> ListAsync(
        LdapTarget target,
        List<string> steps,
        CancellationToken cancel
    ) => dialer.DoAsync(target, steps, (line, stop) => ListAsync(target.Settings, line, stop), cancel);

    private static async Task<Outcome<SourceAnswer>> AuthenticateAsync(
        LdapTarget target,
        LdapLine line,
        string name,
        string password,
        List<string> steps,
        CancellationToken cancel
    )
    {
        var settings = target.Settings;
        var found = new List<LdapEntry>();
        var done = await line.SearchAsync(
            People(settings, LdapFilter.And(UserFilter(settings), LdapFilter.Equal(settings.NameAttribute, name))) with
            {
                SizeLimit = 2,
            },
            found.Add,
            cancel
        );
        if (!done.Succeeded && done.Code != (int)LdapResultCode.SizeLimitExceeded)
        {
            return LdapProblems.SearchRefused.At(settings.Base, LdapDialer.Said(done));
        }

        steps.Add(found.Count == 1 ? $"Found {found[0].Dn}" : $"Found {found.Count} people of this name");
        // Who is not known is tried like who is, so that the time tells nothing.
        var dn = found is [var only] ? only.Dn : $"{settings.NameAttribute}={Guid.CreateVersion7():N},{settings.Base}";
        var bound = await line.BindAsync(dn, password, cancel);
        if (!bound.Succeeded && !No.Contains(bound.Code))
        {
            return LdapProblems.SearchRefused.At(dn, LdapDialer.Said(bound));
        }

        if (!bound.Succeeded || found is not [var entry])
        {
            steps.Add($"The password is refused: {LdapDialer.Said(bound)}");
            return new SourceAnswer.Refused();
        }

        steps.Add("The password is right");
        return await ConfirmAsync(target, line, entry, cancel);
    }

    private static async Task<Outcome<SourceAnswer>> ConfirmAsync(
        LdapTarget target,
        LdapLine line,
        LdapEntry entry,
        CancellationToken cancel
    )
    {
        // The connection is the person's now, who may see less of the groups than we do.
        if (target.Settings.BindDn is { Length: > 0 } dn)
        {
            var again = await line.BindAsync(dn, target.Password!, cancel);
            if (!again.Succeeded)
            {
                return LdapProblems.BindRefused.At(dn, LdapDialer.Said(again));
            }
        }

        var person = await PersonAsync(target.Settings, new LdapGroups(line, target.Settings), entry, cancel);
        return person.Value is { } found ? new SourceAnswer.Confirmed(found)
            : person.Succeeded ? new SourceAnswer.Refused()
            : Outcome<SourceAnswer>.Failed(person.Problems);
    }

    private static async Task<Outcome<IReadOnlyList<FoundPerson>>> ListAsync(
        LdapSettings settings,
        LdapLine line,
        CancellationToken cancel
    )
    {
        var entries = new List<LdapEntry>();
        var search = People(settings, UserFilter(settings)) with { PageSize = PageSize };
        var done = await line.SearchAsync(search, entries.Add, cancel);
        if (!done.Succeeded)
        {
            // A part of the people is not the people: nobody may be taken for gone because of it.
            return LdapProblems.SearchRefused.At(settings.Base, LdapDialer.Said(done));
        }

        var groups = new LdapGroups(line, settings);
        if (await groups.ReadAllAsync(PageSize, cancel) is { } refusal)
        {
            return refusal;
        }

        var people = new List<FoundPerson>(entries.Count);
        foreach (var entry in entries.Where(entry => entry.Text(settings.NameAttribute) is not null))
        {
            var person = await PersonAsync(settings, groups, entry, cancel);
            if (!person.Succeeded)
            {
                return Outcome<IReadOnlyList<FoundPerson>>.Failed(person.Problems);
            }

            people.Add(person.Value);
        }

        return people;
    }

    private static async Task<Outcome<FoundPerson>> PersonAsync(
        LdapSettings settings,
        LdapGroups groups,
        LdapEntry entry,
        CancellationToken cancel
    )
    {
        var name = entry.Text(settings.NameAttribute) ?? "";
        var found = await groups.OfAsync(entry, name, cancel);
        return found.Value is { } list
            ? new FoundPerson(SubjectOf(entry), name, entry.Text(settings.MailAttribute), list)
            : Outcome<FoundPerson>.Failed(found.Problems);
    }

    private static string SubjectOf(LdapEntry entry)
    {
        if (entry.Bytes(SubjectAttributes[0]) is { } guid)
        {
            return Convert.ToHexStringLower(guid);
        }

        return SubjectAttributes.Skip(1).Select(entry.Text).FirstOrDefault(text => text is not null)
            ?? LdapDn.Key(entry.Dn);
    }

    private static LdapSearch People(LdapSettings settings, LdapFilter filter) =>
        new(
            settings.Base,
            LdapScope.Subtree,
            filter,
            [settings.NameAttribute, settings.MailAttribute, .. SubjectAttributes, LdapGroups.MemberOf]
        );

    private static LdapFilter UserFilter(LdapSettings settings) => LdapFilter.Parse(settings.Filter, out _)!;
}
