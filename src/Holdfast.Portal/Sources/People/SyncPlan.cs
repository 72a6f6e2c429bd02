using Holdfast.Data.Sources;
using Holdfast.Model.Problems;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.People;

/// <summary>What a look at a source changes here. Pure.</summary>
/// <param name="Added">People who become users.</param>
/// <param name="Refreshed">Users who are no more as the source says, also those who come back.</param>
/// <param name="Vanished">Users whom the source does not know any more.</param>
public sealed record SyncPlan(
    IReadOnlyList<FoundPerson> Added,
    IReadOnlyList<(KnownPerson Known, FoundPerson Person)> Refreshed,
    IReadOnlyList<KnownPerson> Vanished
)
{
    /// <summary>So few may vanish at once, whatever their share. Ours.</summary>
    public const int MayAlwaysVanish = 10;

    /// <param name="known">All of the source, also those who vanished before.</param>
    /// <param name="found">All that the source knows.</param>
    /// <param name="evenIfMany">An administrator has said that so many are really gone.</param>
    /// <returns>The plan, or HF-2343.</returns>
    public static Outcome<SyncPlan> Make(
        IReadOnlyList<KnownPerson> known,
        IReadOnlyList<FoundPerson> found,
        SourceSettings source,
        bool evenIfMany
    )
    {
        var there = new Dictionary<string, FoundPerson>(StringComparer.Ordinal);
        foreach (var person in found)
        {
            there.TryAdd(person.Subject, person);
        }

        var subjects = known.Select(one => one.Person.Subject).ToHashSet(StringComparer.Ordinal);
        var present = known.Where(IsPresent).ToList();
        var vanished = present.Where(one => !there.ContainsKey(one.Person.Subject)).ToList();
        if (!evenIfMany && IsTooMany(vanished.Count, present.Count, there.Count, source.Sync))
        {
            return SourceProblems.WouldDisableTooMany.At(
                source.Name,
                $"{vanished.Count} of {present.Count} would lose their access; {there.Count} people were found."
            );
        }

        return new SyncPlan(
            source.Sync.AddEverybody ? [.. there.Values.Where(person => !subjects.Contains(person.Subject))] : [],
            [
                .. known
                    .Where(one => there.ContainsKey(one.Person.Subject))
                    .Select(one => (one, there[one.Person.Subject]))
                    .Where(one => IsOther(one.one, one.Item2, source.Groups)),
            ],
            vanished
        );
    }

    /// <summary>Whom it would cost something. Who vanished before and was enabled by hand counts again.</summary>
    private static bool IsPresent(KnownPerson known) =>
        known.Person.VanishedAt is null || known.User.DisabledAt is null;

    private static bool IsOther(KnownPerson known, FoundPerson person, GroupRules rules) =>
        known.Person.Name != person.Name
        || known.Person.VanishedAt is not null
        || !PersonChange.Of(known, person, rules).IsNothing;

    /// <summary>More vanish than may at once.</summary>
    internal static bool IsBeyondTheShare(int vanished, int present, SyncRules rules) =>
        vanished > MayAlwaysVanish && vanished * 100L > present * (long)rules.MostVanishedPercent;

    /// <summary>Nobody at all is a wrong filter, and not an empty house.</summary>
    private static bool IsTooMany(int vanished, int present, int found, SyncRules rules) =>
        vanished > 0 && (found == 0 || IsBeyondTheShare(vanished, present, rules));
}
