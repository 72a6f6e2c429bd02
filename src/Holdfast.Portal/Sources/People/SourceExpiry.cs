using Holdfast.Data;
using Holdfast.Data.Leases;
using Holdfast.Data.Sources;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.People;

/// <summary>
/// Takes the access of people away whose source cannot be asked who is still there, and who have not signed in for as long as it is
/// set. The next sign-in brings them back.
/// </summary>
public sealed class SourceExpiry(
    IDatabase database,
    LeaseStore leases,
    SourcePersonStore people,
    PersonIntake intake,
    TimeProvider clock
)
{
    /// <summary>What somebody is told to have ended for.</summary>
    public const string Reason = "has to sign in again";

    private const int Batch = 100;

    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(1);

    private readonly string _holder = Guid.CreateVersion7().ToString("N");

    /// <returns>How many lost their access; 0 also when it is another portal's turn.</returns>
    public async Task<int> RunAsync(SourceSettings source, CancellationToken cancel)
    {
        if (source.MostHours is not (> 0 and var hours))
        {
            return 0;
        }

        var (ended, some) = (0, 0);
        do
        {
            some = await database.WriteAsync(unit => SomeAsync(unit, source, TimeSpan.FromHours(hours)), cancel);
            ended += some;
        } while (some == Batch);
        return ended;
    }

    private async Task<int> SomeAsync(IUnitOfWork unit, SourceSettings source, TimeSpan most)
    {
        var now = clock.GetUtcNow();
        var late = await people.ListSeenBeforeAsync(unit, source.Id, now - most, Batch);
        if (
            late.Count == 0
            || await leases.TryAcquireAsync(unit, $"sources/{source.Id:N}", _holder, LeaseDuration, now) is null
        )
        {
            return 0;
        }

        foreach (var known in late)
        {
            await intake.VanishAsync(unit, source, known, Reason, Actor.Holdfast);
        }

        return late.Count;
    }
}
