using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Events;
using Npgsql;

namespace Holdfast.Failover.Postgres;

/// <summary>Looks at our own server again and again, and asks the other's for grants.</summary>
/// <param name="state">As it is now; for any thread.</param>
internal sealed class DatabaseEyes(
    PostgresPlan plan,
    Func<DatabaseState> state,
    Action<DatabaseEvent> post,
    Func<TimeSpan> now,
    TimeProvider time
)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    public async Task LookAsync(CancellationToken cancel)
    {
        await using var own = PostgresConnection.ToOwn(plan);
        while (true)
        {
            await Task.Delay(BetweenLooks, time, cancel);
            var before = state();
            if (before.Condition is ServerCondition.Standby or ServerCondition.Primary)
            {
                await TryAsync(async () =>
                    post(new ReplicationSeen(await Observation.LookAsync(own, plan, cancel), before.LastId))
                );
            }
        }
    }

    public async Task AskAsync(CancellationToken cancel)
    {
        await using var other = PostgresConnection.ToOther(plan);
        while (true)
        {
            await Task.Delay(DatabaseConfig.Asking, time, cancel);
            if (state() is { Condition: ServerCondition.Standby, Role.Active: false })
            {
                var askedAt = now();
                await TryAsync(async () =>
                {
                    if (await other.AskAsync(Grants.Ask, Patience, cancel) is [true])
                    {
                        post(new Granted(askedAt));
                    }
                });
            }
        }
    }

    /// <summary>A server that does not answer is seen by that nothing is heard of it.</summary>
    private static async Task TryAsync(Func<Task> question)
    {
        try
        {
            await question();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            // Asked again soon.
        }
    }
}
