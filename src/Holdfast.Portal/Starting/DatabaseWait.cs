using Holdfast.Data;
using Holdfast.Data.Migrations;
using Holdfast.Data.Problems;
using Holdfast.Model.Problems;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Hosting;

namespace Holdfast.Portal.Starting;

/// <summary>
/// Brings the schema up to date as soon as the database can be reached; a standby with the right schema is enough to begin with. After
/// a power cut it may well start later than we do, and the node that runs beside us carries known clients meanwhile; what waiting cannot
/// mend is refused at once.
/// </summary>
public sealed class DatabaseWait(IDatabase database, SecretBox box, TimeProvider time, Func<Problem, Task> waiting)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <exception cref="DatabaseException">Waiting is of no use.</exception>
    /// <exception cref="StartException">Our master keys do not open what is in it.</exception>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        var told = false;
        while (await TryAsync(cancel) is { } away)
        {
            if (!told)
            {
                await waiting(away);
            }

            told = true;
            await Task.Delay(Interval, time, cancel);
        }
    }

    /// <returns>Why it has to wait; null: done.</returns>
    private async Task<Problem?> TryAsync(CancellationToken cancel)
    {
        try
        {
            if (await KeyCheck.RunAsync(database, box, cancel) is { } foreign)
            {
                throw new StartException(foreign);
            }

            await DatabaseMigrations.ApplyAsync(database, time, cancel);
            return null;
        }
        catch (DatabaseException away) when (MayPass(away))
        {
            return await IsCurrentAsync(cancel) ? null : away.Problem;
        }
    }

    private async Task<bool> IsCurrentAsync(CancellationToken cancel)
    {
        try
        {
            return await DatabaseMigrations.IsCurrentAsync(database, cancel);
        }
        catch (DatabaseException away) when (MayPass(away))
        {
            return false;
        }
    }

    private bool MayPass(DatabaseException away) =>
        database.Kind == DatabaseKind.Postgres && DatabaseProblems.MayPass(away.Problem.Kind);
}
