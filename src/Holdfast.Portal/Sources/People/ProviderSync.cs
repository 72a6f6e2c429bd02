using Holdfast.Data;
using Holdfast.Data.Leases;
using Holdfast.Data.Sources;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Sources.Oidc;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.People;

/// <summary>
/// Asks a provider for each person whether it still knows them, with the token that it gave for that. A provider that cannot be asked, or
/// that suddenly knows almost nobody, takes nobody's access away.
/// </summary>
public sealed class ProviderSync(
    IDatabase database,
    LeaseStore leases,
    SourceBook book,
    SourcePersonStore people,
    PersonIntake intake,
    OidcProviders providers,
    RefreshSeals seals,
    TimeProvider clock
)
{
    /// <summary>Asked at the same time, and noted in one transaction: a token that was changed is kept before the next are asked. Ours.</summary>
    private const int AtOnce = 8;

    private const int Page = 1000;

    /// <param name="lease">Under which it is done; each transaction prolongs it.</param>
    /// <param name="evenIfMany">Also when more are gone than may.</param>
    internal async Task<SyncReport> RunAsync(
        Lease lease,
        TimeSpan leaseDuration,
        SourceSettings source,
        bool evenIfMany,
        Actor actor,
        CancellationToken cancel
    )
    {
        var began = clock.GetTimestamp();
        var target = new OidcTarget(source.Id, source.Oidc!, await book.SecretAsync(source, cancel));
        var asked = await AskableAsync(source, cancel);
        var round = new Round();
        using (var line = new ProviderLine(target, clock))
        {
            foreach (var some in asked.Chunk(AtOnce))
            {
                var answers = await Task.WhenAll(some.Select(one => AskAsync(target, line, one, cancel)));
                var found = some.Zip(answers).ToList();
                round.Count(found, source.Groups);
                if (!await UnderAsync(lease, leaseDuration, unit => NoteAsync(unit, source, found, actor), cancel))
                {
                    return round.Report(0, Taken(source), Seconds(began));
                }

                if (answers.All(answer => answer is ProviderAnswer.Away))
                {
                    // It would be asked in vain for everybody else too.
                    break;
                }
            }
        }

        if (!evenIfMany && SyncPlan.IsBeyondTheShare(round.Gone.Count, asked.Count, source.Sync))
        {
            var many = SourceProblems.WouldDisableTooMany.At(
                source.Name,
                $"{round.Gone.Count} of {asked.Count} would lose their access."
            );
            return round.Report(0, many, Seconds(began));
        }

        foreach (var some in round.Gone.Chunk(AtOnce))
        {
            if (!await UnderAsync(lease, leaseDuration, unit => VanishAsync(unit, source, some, actor), cancel))
            {
                return round.Report(0, Taken(source), Seconds(began));
            }
        }

        return round.Report(round.Gone.Count, round.Trouble, Seconds(began));
    }

    private async Task<IReadOnlyList<KnownPerson>> AskableAsync(SourceSettings source, CancellationToken cancel)
    {
        var known = new List<KnownPerson>();
        Guid? after = null;
        while (true)
        {
            var page = await database.ReadAsync(unit => people.ListAsync(unit, source.Id, after, Page), cancel);
            known.AddRange(page.Where(one => one.Person is { VanishedAt: null, Refresh: not null }));
            if (page.Count < Page)
            {
                return known;
            }

            after = page[^1].User.Id;
        }
    }

    private async Task<ProviderAnswer> AskAsync(
        OidcTarget target,
        ProviderLine line,
        KnownPerson known,
        CancellationToken cancel
    ) =>
        seals.Open(known.User.Id, known.Person.Refresh!) is { } refresh
            ? await providers.AskAgainAsync(target, line, refresh, known.Person.Subject, cancel)
            : new ProviderAnswer.Gone();

    private async Task NoteAsync(
        IUnitOfWork unit,
        SourceSettings source,
        IReadOnlyList<(KnownPerson Known, ProviderAnswer Answer)> found,
        Actor actor
    )
    {
        foreach (var (known, answer) in found)
        {
            var renewed = answer switch
            {
                ProviderAnswer.StillThere there => there.Refresh,
                ProviderAnswer.Away away => away.Refresh,
                _ => null,
            };
            if (answer is ProviderAnswer.Gone || !await IsAsAskedAsync(unit, known))
            {
                continue;
            }

            if (answer is ProviderAnswer.StillThere { Person: { } person })
            {
                await intake.RefreshAsync(unit, source, known, person, actor);
            }
            else if (answer is ProviderAnswer.StillThere)
            {
                await people.SeenAsync(unit, known.User.Id, known.Person.Name, clock.GetUtcNow());
            }

            if (renewed is not null)
            {
                await people.SetRefreshAsync(unit, known.User.Id, seals.Seal(known.User.Id, renewed));
            }
        }
    }

    private async Task VanishAsync(
        IUnitOfWork unit,
        SourceSettings source,
        IReadOnlyList<KnownPerson> some,
        Actor actor
    )
    {
        foreach (var known in some)
        {
            if (await IsAsAskedAsync(unit, known))
            {
                await intake.VanishAsync(unit, source, known, PersonIntake.Gone, actor);
            }
        }
    }

    /// <summary>Nobody signed in meanwhile, whose new token says more than the old one.</summary>
    private async Task<bool> IsAsAskedAsync(IUnitOfWork unit, KnownPerson known) =>
        await people.FindAsync(unit, known.User.Id) is { Refresh: { } present }
        && present.AsSpan().SequenceEqual(known.Person.Refresh);

    /// <returns>False: another portal has taken the lease; what is not done is its to do.</returns>
    private Task<bool> UnderAsync(
        Lease lease,
        TimeSpan duration,
        Func<IUnitOfWork, Task> work,
        CancellationToken cancel
    ) =>
        database.WriteAsync(
            async unit =>
            {
                if (!await leases.RenewAsync(unit, lease, duration, clock.GetUtcNow()))
                {
                    return false;
                }

                await work(unit);
                return true;
            },
            cancel
        );

    private static Problem Taken(SourceSettings source) =>
        SourceProblems.SyncUnderWay.At(source.Name, "Another portal has taken over.");

    private double Seconds(long began) => Math.Round(clock.GetElapsedTime(began).TotalSeconds, 3);

    /// <summary>What has come of it so far.</summary>
    private sealed class Round
    {
        private int _changed;

        public int There { get; private set; }

        public List<KnownPerson> Gone { get; } = [];

        /// <summary>Why somebody could not be asked for; null: everybody could.</summary>
        public Problem? Trouble { get; private set; }

        public void Count(IReadOnlyList<(KnownPerson Known, ProviderAnswer Answer)> found, GroupRules rules)
        {
            foreach (var (known, answer) in found)
            {
                switch (answer)
                {
                    case ProviderAnswer.Gone:
                        Gone.Add(known);
                        break;
                    case ProviderAnswer.Away away:
                        Trouble ??= away.Problem;
                        break;
                    case ProviderAnswer.StillThere there:
                        There++;
                        _changed +=
                            there.Person is { } person && !PersonChange.Of(known, person, rules).IsNothing ? 1 : 0;
                        break;
                }
            }
        }

        public SyncReport Report(int vanished, Problem? problem, double seconds) =>
            new(There, 0, _changed, vanished, 0, [], seconds, problem is null ? null : $"{problem}");
    }
}
