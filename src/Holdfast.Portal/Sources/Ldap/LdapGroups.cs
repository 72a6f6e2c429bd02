using Holdfast.Identity.Ldap;
using Holdfast.Model.Problems;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.Ldap;

/// <summary>In which groups people are. What was asked once is not asked again as long as this lives.</summary>
internal sealed class LdapGroups(LdapLine line, LdapSettings settings)
{
    public const string MemberOf = "memberOf";

    /// <summary>Groups within groups. Ours.</summary>
    private const int Deepest = 20;

    /// <summary>Of one person. Ours.</summary>
    private const int Most = 1000;

    /// <summary>Members that one search asks for. Ours.</summary>
    private const int AtOnce = 50;

    private static readonly string[] MemberAttributes = ["member", "uniqueMember", "memberUid"];

    /// <summary>By the key of a group or person, the groups in which it is itself. Names of <c>memberUid</c> have a prefix that no DN has.</summary>
    private readonly Dictionary<string, List<string>> _parents = new(StringComparer.Ordinal);

    private bool _readAll;

    /// <summary>All groups at once, for who is about to ask for many people.</summary>
    /// <returns>What is in the way; null: nothing.</returns>
    public async Task<Problem?> ReadAllAsync(int pageSize, CancellationToken cancel)
    {
        if (settings.GroupsFrom != LdapGroupsFrom.Search)
        {
            return null;
        }

        Problem? cut = null;
        var search = Search(LdapFilter.Parse(settings.GroupFilter, out _)!, MemberAttributes) with
        {
            PageSize = pageSize,
        };
        var done = await line.SearchAsync(
            search,
            group =>
            {
                cut ??= MemberAttributes.Any(group.IsCut) ? LdapProblems.GroupTooLarge.At(group.Dn, "") : null;
                Remember(group);
            },
            cancel
        );
        _readAll = true;
        return cut ?? (done.Succeeded ? null : Refused(done));
    }

    public async Task<Outcome<IReadOnlyList<FoundGroup>>> OfAsync(
        LdapEntry person,
        string name,
        CancellationToken cancel
    )
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (settings.GroupsFrom == LdapGroupsFrom.Nowhere)
        {
            return Outcome<IReadOnlyList<FoundGroup>>.Of([]);
        }

        List<string> next =
            settings.GroupsFrom == LdapGroupsFrom.MemberOf ? [.. person.Texts(MemberOf)] : [person.Dn, UidKey(name)];
        var isMemberOf = settings.GroupsFrom == LdapGroupsFrom.MemberOf;
        if (isMemberOf)
        {
            Add(found, next);
        }

        for (var depth = isMemberOf ? 1 : 0; depth == 0 || (settings.NestedGroups && depth < Deepest); depth++)
        {
            var parents = isMemberOf ? await AboveAsync(next, cancel) : await WithMembersAsync(next, cancel);
            if (!parents.Succeeded)
            {
                return Outcome<IReadOnlyList<FoundGroup>>.Failed(parents.Problems);
            }

            next = Add(found, parents.Value);
            if (next.Count == 0 || found.Count > Most)
            {
                break;
            }
        }

        return Outcome<IReadOnlyList<FoundGroup>>.Of([
            .. found
                .Values.Select(dn => (Dn: dn, Name: LdapDn.FirstValue(dn)))
                .Where(group => group.Name is not null)
                .Select(group => new FoundGroup(group.Name!, group.Dn)),
        ]);
    }

    /// <returns>Those that are new.</returns>
    private static List<string> Add(Dictionary<string, string> found, IEnumerable<string> groups) =>
        [.. groups.Where(dn => found.TryAdd(LdapDn.Key(dn), dn))];

    /// <summary>The groups in which these groups are, as they say themselves.</summary>
    private async Task<Outcome<List<string>>> AboveAsync(List<string> groups, CancellationToken cancel)
    {
        List<string> above = [];
        foreach (var group in groups)
        {
            var key = LdapDn.Key(group);
            if (!_parents.TryGetValue(key, out var known))
            {
                known = [];
                // A group that may not be read is in none that we could see.
                await line.SearchAsync(
                    new(group, LdapScope.Base, LdapFilter.Anything, [MemberOf]),
                    entry => known.AddRange(entry.Texts(MemberOf)),
                    cancel
                );
                _parents[key] = known;
            }

            above.AddRange(known);
        }

        return above;
    }

    /// <summary>The groups that have one of these as member.</summary>
    private async Task<Outcome<List<string>>> WithMembersAsync(List<string> members, CancellationToken cancel)
    {
        var unknown = _readAll ? [] : members.Where(member => !_parents.ContainsKey(KeyOf(member))).ToList();
        foreach (var some in unknown.Chunk(AtOnce))
        {
            List<string> groups = [];
            var done = await line.SearchAsync(
                Search(LdapFilter.And(LdapFilter.Parse(settings.GroupFilter, out _)!, HasOne(some)), ["1.1"]),
                group => groups.Add(group.Dn),
                cancel
            );
            if (!done.Succeeded)
            {
                return Refused(done);
            }

            // Of several members it is not said which of them is in which group; to who asked, all of them count.
            foreach (var (index, member) in some.Index())
            {
                _parents[KeyOf(member)] = index == 0 ? groups : [];
            }
        }

        return members.SelectMany(member => _parents.GetValueOrDefault(KeyOf(member), [])).ToList();
    }

    private static LdapFilter HasOne(IEnumerable<string> members) =>
        LdapFilter.Or([
            .. members.SelectMany(member =>
                member.StartsWith(UidPrefix, StringComparison.Ordinal)
                    ? [LdapFilter.Equal("memberUid", member[UidPrefix.Length..])]
                    : new[] { LdapFilter.Equal("member", member), LdapFilter.Equal("uniqueMember", member) }
            ),
        ]);

    private void Remember(LdapEntry group)
    {
        var dns = group.Texts("member").Concat(group.Texts("uniqueMember")).Select(LdapDn.Key);
        foreach (var key in dns.Concat(group.Texts("memberUid").Select(uid => KeyOf(UidKey(uid)))).Distinct())
        {
            if (!_parents.TryGetValue(key, out var groups))
            {
                _parents[key] = groups = [];
            }

            groups.Add(group.Dn);
        }
    }

    private LdapSearch Search(LdapFilter filter, IReadOnlyList<string> attributes) =>
        new(settings.GroupBase is { Length: > 0 } own ? own : settings.Base, LdapScope.Subtree, filter, attributes);

    private const string UidPrefix = "\0uid:";

    private static string UidKey(string name) => UidPrefix + name;

    private static string KeyOf(string member) =>
        member.StartsWith(UidPrefix, StringComparison.Ordinal) ? member : LdapDn.Key(member);

    private static Problem Refused(LdapAnswer.Done done) =>
        LdapProblems.SearchRefused.At("groups", LdapDialer.Said(done));
}
