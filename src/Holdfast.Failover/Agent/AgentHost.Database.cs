using Holdfast.Failover.Configuration;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Agent;

internal sealed partial class AgentHost
{
    /// <summary>With the database that the machines keep beside what a portal says of the group.</summary>
    private Outcome<FailoverFile> WithDatabase(FailoverFile file)
    {
        var read = KeptDatabase.Read(parts.Home.KeptDatabase);
        return read.Succeeded
            ? KeptDatabases.Join(file, read.Value, Environment.UserName)
            : Outcome<FailoverFile>.Failed(read.Problems);
    }

    /// <returns>Why the group must not be forgotten; null: it may be.</returns>
    private Problem? StillKept() =>
        KeptDatabase.Read(parts.Home.KeptDatabase).Value is { Keeps: true, HasData: true }
            ? DatabaseProblems.StillKept.At(parts.Home.KeptDatabase, "")
            : null;

    /// <summary>Nobody goes on with what was carried: its server ends.</summary>
    private static ValueTask EndDatabaseAsync(Carried? carried) =>
        carried?.Database is { } database ? database.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>
    /// Somebody may have said that a database is to be kept from now on. What is wrong with that is found before the agent leaves what it
    /// has, and is not tried again until the file is another one.
    /// </summary>
    private async Task LookAtDatabaseAsync()
    {
        var read = KeptDatabase.Read(parts.Home.KeptDatabase);
        if (_file is not { Managed: not null } file || !read.Succeeded || read.Value == _kept)
        {
            return;
        }

        _kept = read.Value;
        var problems = await ReplaceAsync(file);
        _trouble = problems.Count > 0 ? problems[0] : null;
        if (_trouble is { } trouble)
        {
            Log.Waits(parts.Log, trouble);
        }
    }
}
