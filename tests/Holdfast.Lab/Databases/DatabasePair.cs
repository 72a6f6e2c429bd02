using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;

namespace Holdfast.Lab.Databases;

/// <summary>
/// A PostgreSQL primary, and a standby that has everything before it is acknowledged; each on a host of its own. What a manager of such
/// a pair would do (Patroni, an administrator) is done here by the story: who is promoted, and when nobody waits for the standby.
/// </summary>
public sealed class DatabasePair : IDatabases
{
    private DatabasePair(PostgresServer primary, PostgresServer standby) => (Primary, Standby) = (primary, standby);

    public PostgresServer Primary { get; private set; }

    public PostgresServer Standby { get; private set; }

    public string ConnectionString => Primary.ConnectionStringWith(Standby);

    /// <param name="prepare">Called with each host and the folder of its data, before anything runs there.</param>
    public static async Task<DatabasePair> StartAsync(
        Lab lab,
        Network network,
        Func<Host, string, Task>? prepare = null
    )
    {
        var (first, second) = (await lab.HostAsync("db1", network), await lab.HostAsync("db2", network));
        await (prepare?.Invoke(first, PostgresServer.Folder) ?? Task.CompletedTask);
        await (prepare?.Invoke(second, PostgresServer.Folder) ?? Task.CompletedTask);
        var primary = await PostgresServer.StartAsync(first);
        var standby = await primary.AddStandbyAsync(second);
        await primary.WaitForStandbyAsync(true);
        return new DatabasePair(primary, standby);
    }

    public Task<string> AskAsync(string sql) => Primary.AskAsync(sql, "holdfast");

    /// <summary>The standby becomes the primary. What the old one does is no longer looked at.</summary>
    public async Task PromoteAsync()
    {
        await Standby.PromoteAsync();
        (Primary, Standby) = (Standby, Primary);
    }

    /// <summary>The standby is made anew from the primary, which waits for it from then on.</summary>
    public async Task RebuildStandbyAsync()
    {
        await Standby.FollowAsync(Primary);
        await Primary.WaitForStandbyAsync(true);
    }
}
