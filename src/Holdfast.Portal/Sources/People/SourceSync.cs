using System.Text.Json;
using Holdfast.Data;
using Holdfast.Data.Leases;
using Holdfast.Data.Sources;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Sources.Ldap;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.People;

/// <summary>
/// Makes the users here what a directory or a provider says: one portal at a time, in batches. A source that cannot be asked, or that suddenly
/// knows almost nobody, changes nothing.
/// </summary>
public sealed class SourceSync(
    IDatabase database,
    LeaseStore leases,
    SourceBook book,
    SourcePersonStore people,
    SourceLookStore looks,
    PersonIntake intake,
    LdapDirectory directory,
    ProviderSync providers,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>People in one transaction. Ours: it lasts some tens of milliseconds, which nobody notices.</summary>
    private const int Batch = 200;

    private const int Page = 1000;

    /// <summary>Longer than a directory of any size takes to answer; each batch prolongs it.</summary>
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(5);

    /// <param name="evenIfMany">Also when more vanish than may.</param>
    /// <returns>The report, also when the source could not be asked; or HF-2301, HF-2344, HF-2345.</returns>
    public async Task<Outcome<SyncReport>> RunAsync(Guid id, bool evenIfMany, Actor actor, CancellationToken cancel)
    {
        if ((await book.ReadAsync(cancel)).Find(id) is not { } source)
        {
            return SourceProblems.Unknown.At($"{id}", "");
        }

        if (!source.CanBeRead)
        {
            return SourceProblems.CannotBeRead.At(source.Name, "");
        }

        if (!source.Enabled)
        {
            return SourceProblems.SwitchedOff.At(source.Name, "");
        }

        if (await TakeAsync(source, cancel) is not { } lease)
        {
            return SourceProblems.SyncUnderWay.At(source.Name, "");
        }

        try
        {
            var report = source.Oidc is null
                ? await ReadAsync(lease, source, evenIfMany, actor, cancel)
                : await providers.RunAsync(lease, LeaseDuration, source, evenIfMany, actor, cancel);
            await NoteAsync(source, report, actor, cancel);
            return report;
        }
        finally
        {
            await database.WriteAsync(unit => GiveBackAsync(unit, lease), CancellationToken.None);
        }
    }

    private async Task<SyncReport> ReadAsync(
        Lease lease,
        SourceSettings source,
        bool evenIfMany,
        Actor actor,
        CancellationToken cancel
    )
    {
        var began = clock.GetTimestamp();
        var found = await FindAsync(source, cancel);
        return found.Value is { } all
            ? await ApplyAsync(lease, source, all, evenIfMany, actor, began, cancel)
            : SyncReport.Failed($"{found.Problems[0]}", Seconds(began));
    }

    private async Task<Outcome<IReadOnlyList<FoundPerson>>> FindAsync(SourceSettings source, CancellationToken cancel)
    {
        var secret = await book.SecretAsync(source, cancel);
        return await directory.ListAsync(new LdapTarget(source.Ldap!, secret), [], cancel);
    }

    private async Task<SyncReport> ApplyAsync(
        Lease lease,
        SourceSettings source,
        IReadOnlyList<FoundPerson> found,
        bool evenIfMany,
        Actor actor,
        long began,
        CancellationToken cancel
    )
    {
        var planned = SyncPlan.Make(await KnownAsync(source, cancel), found, source, evenIfMany);
        if (planned.Value is not { } plan)
        {
            return SyncReport.Failed($"{planned.Problems[0]}", Seconds(began)) with { Found = found.Count };
        }

        // First what takes access away.
        var whole =
            await EachAsync(lease, plan.Vanished, (unit, some) => VanishAsync(unit, source, some, actor), cancel)
            && await EachAsync(lease, plan.Refreshed, (unit, some) => RefreshAsync(unit, source, some, actor), cancel);
        var refused = new List<Problem>();
        whole &= await EachAsync(
            lease,
            plan.Added,
            async (unit, some) =>
            {
                var problems = (await intake.AddAsync(unit, source, some, actor))
                    .SelectMany(one => one.Problems)
                    .ToList();
                unit.AfterCommit(() => refused.AddRange(problems));
            },
            cancel
        );
        return new(
            found.Count,
            plan.Added.Count - refused.Count,
            plan.Refreshed.Count,
            plan.Vanished.Count,
            refused.Count,
            [.. refused.Take(SyncReport.MostRefused).Select(problem => $"{problem.Id} {problem.Detail}")],
            Seconds(began),
            whole ? null : $"{SourceProblems.SyncUnderWay.At(source.Name, "Another portal has taken over.")}"
        );
    }

    private async Task<IReadOnlyList<KnownPerson>> KnownAsync(SourceSettings source, CancellationToken cancel)
    {
        var known = new List<KnownPerson>();
        while (true)
        {
            Guid? after = known.Count == 0 ? null : known[^1].User.Id;
            var page = await database.ReadAsync(unit => people.ListAsync(unit, source.Id, after, Page), cancel);
            known.AddRange(page);
            if (page.Count < Page)
            {
                return known;
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
            await intake.VanishAsync(unit, source, known, PersonIntake.Gone, actor);
        }
    }

    private async Task RefreshAsync(
        IUnitOfWork unit,
        SourceSettings source,
        IReadOnlyList<(KnownPerson Known, FoundPerson Person)> some,
        Actor actor
    )
    {
        foreach (var (known, person) in some)
        {
            await intake.RefreshAsync(unit, source, known, person, actor);
        }
    }

    /// <returns>False: another portal has taken the lease; what is not done is its to do.</returns>
    private async Task<bool> EachAsync<T>(
        Lease lease,
        IReadOnlyList<T> all,
        Func<IUnitOfWork, IReadOnlyList<T>, Task> work,
        CancellationToken cancel
    )
    {
        foreach (var some in all.Chunk(Batch))
        {
            var mine = await database.WriteAsync(
                async unit =>
                {
                    if (!await leases.RenewAsync(unit, lease, LeaseDuration, clock.GetUtcNow()))
                    {
                        return false;
                    }

                    await work(unit, some);
                    return true;
                },
                cancel
            );
            if (!mine)
            {
                return false;
            }
        }

        return true;
    }

    private Task<Lease?> TakeAsync(SourceSettings source, CancellationToken cancel)
    {
        var holder = Guid.CreateVersion7().ToString("N");
        return database.WriteAsync(
            unit => leases.TryAcquireAsync(unit, $"sources/{source.Id:N}", holder, LeaseDuration, clock.GetUtcNow()),
            cancel
        );
    }

    private async Task<bool> GiveBackAsync(IUnitOfWork unit, Lease lease)
    {
        await leases.ReleaseAsync(unit, lease, clock.GetUtcNow());
        return true;
    }

    private Task<bool> NoteAsync(SourceSettings source, SyncReport report, Actor actor, CancellationToken cancel) =>
        database.WriteAsync(
            async unit =>
            {
                var summary = JsonSerializer.Serialize(report, ModelJson.Options);
                await looks.PutAsync(unit, new(source.Id, clock.GetUtcNow(), report.Trouble, summary));
                if (report.Added + report.Changed + report.Vanished > 0)
                {
                    await audit.AddAsync(unit, actor, "source.sync", source.Name, report);
                }

                return true;
            },
            cancel
        );

    private double Seconds(long began) => Math.Round(clock.GetElapsedTime(began).TotalSeconds, 3);
}
