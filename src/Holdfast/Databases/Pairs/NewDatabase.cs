using Holdfast.Data;
using Holdfast.Data.Problems;
using Holdfast.Failover.Control;
using Holdfast.Failover.Database;
using Holdfast.Failover.Durable;
using Holdfast.Homes;
using Holdfast.Model.Problems;

namespace Holdfast.Databases.Pairs;

/// <summary>Waits until the failover agent of this machine has made the database, and leads it.</summary>
internal sealed class NewDatabase(HomeFolder home, TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(300);

    /// <summary>A new database takes some seconds on an idle machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string _socket = new AgentHome(home.Failover).ControlSocket;

    /// <returns>Why it does not come; null: it is the primary.</returns>
    public async Task<Problem?> UntilPrimaryAsync(CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var answer = await AskAsync(ControlCommand.Status, cancel);
            var database = answer.Value?.Status?.Database;
            if (database?.Server == ServerCondition.Primary)
            {
                return null;
            }

            if (database is { Server: ServerCondition.Absent, Doing: null })
            {
                await AskAsync(ControlCommand.CreateDatabase, cancel);
            }

            if (time.GetElapsedTime(began) > Patience)
            {
                var why = database?.Trouble ?? answer.Value?.Configuration?.Trouble;
                return PairProblems.NotPrimary.At(
                    "database",
                    why ?? answer.Problems.Select(problem => problem.Detail).FirstOrDefault() ?? "No reason is known."
                );
            }

            await Task.Delay(BetweenLooks, time, cancel);
        }
    }

    /// <returns>Why it does not; null: it answers.</returns>
    public async Task<Problem?> UntilItAnswersAsync(IDatabase database, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                await database.WriteAsync(unit => unit.ExecuteAsync("SELECT 1"), cancel);
                return null;
            }
            catch (DatabaseException) when (time.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(BetweenLooks, time, cancel);
            }
            catch (DatabaseException away)
            {
                return away.Problem;
            }
        }
    }

    private Task<Outcome<ControlAnswer>> AskAsync(ControlCommand command, CancellationToken cancel) =>
        ControlClient.AskAsync(_socket, new() { Command = command }, cancel);
}
