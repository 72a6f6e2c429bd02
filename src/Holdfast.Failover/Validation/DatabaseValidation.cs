using System.Net.Sockets;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Control;
using Holdfast.Failover.Database;
using Holdfast.Failover.Postgres;
using Npgsql;

namespace Holdfast.Failover.Validation;

/// <summary>Looks whether this machine can keep its half of the group's database. Takes up to three seconds when the other is away.</summary>
internal sealed class DatabaseValidation(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <param name="running">What the agent says; null: it does not run.</param>
    public async Task<IReadOnlyList<ValidationRow>> LookAsync(
        FailoverFile file,
        AgentStatus? running,
        CancellationToken cancel
    )
    {
        if (file.Group.Database is null)
        {
            return [];
        }

        var made = PostgresPlan.Of(file);
        if (!made.Succeeded)
        {
            return [new ValidationRow("database: programs", made.Problems[0])];
        }

        var plan = made.Value;
        var own = await OwnVersionAsync(plan, cancel);
        return
        [
            new ValidationRow(
                "database: programs",
                own is null
                    ? DatabaseProblems.ProgramsMissing.At(plan.Programs, "postgres does not say its version.")
                    : null
            ),
            .. await new DatabaseFolderCheck(plan, time).LookAsync(cancel),
            .. await OtherAsync(plan, own, cancel),
            .. Standing(running?.Database),
        ];
    }

    /// <summary>That nobody listens there is no mistake before a database was made.</summary>
    private static async Task<IReadOnlyList<ValidationRow>> OtherAsync(
        PostgresPlan plan,
        PostgresVersion? own,
        CancellationToken cancel
    )
    {
        var where = $"{plan.Other.Address}:{plan.Other.Port}";
        var reached = $"database: replication with {where}";
        try
        {
            await using var other = PostgresConnection.ToOther(plan);
            var row = await other.AskAsync("SHOW server_version", Patience, cancel);
            var theirs = PostgresVersion.Parse(row is [string version] ? version : "");
            return [new ValidationRow(reached, Bad: null), Versions(own, theirs, where)];
        }
        catch (NpgsqlException e)
            when (!plan.HasData
                && e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
            )
        {
            return [new ValidationRow($"{reached} (none was made yet)", Bad: null)];
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            return [new ValidationRow(reached, DatabaseProblems.NotReachable.At(where, e.Message))];
        }
    }

    private static ValidationRow Versions(PostgresVersion? own, PostgresVersion? theirs, string where) =>
        new(
            $"database: version {own} here, {theirs} at {where}",
            own is not null && own.Major == theirs?.Major
                ? null
                : DatabaseProblems.VersionsDiffer.At(where, $"It is {theirs} there and {own} here.")
        );

    private static IEnumerable<ValidationRow> Standing(DatabaseStatus? status)
    {
        if (status is { Server: not ServerCondition.Absent })
        {
            yield return new ValidationRow(
                "database: in step",
                status.InStep
                    ? null
                    : DatabaseProblems.NotInStep.At(
                        "database",
                        $"This member's is {status.Server}, {status.Trouble ?? "without a reason of its own"}.".ToLowerInvariant()
                    )
            );
        }
    }

    private async Task<PostgresVersion?> OwnVersionAsync(PostgresPlan plan, CancellationToken cancel)
    {
        var told = await new PostgresTools(plan, time).TryAsync([plan.Program("postgres"), "--version"], cancel);
        return PostgresVersion.Parse(told.Output);
    }
}
