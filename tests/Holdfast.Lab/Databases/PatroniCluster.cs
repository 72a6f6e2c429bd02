using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Databases;

/// <summary>Three hosts with PostgreSQL, Patroni and etcd, of the distribution. Commits wait for a standby.</summary>
public sealed class PatroniCluster : IDatabases
{
    private const string Password = "only Holdfast knows";
    private static readonly string[] Programs = ["/usr/bin/patroni", "/usr/bin/etcd"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly IReadOnlyList<PatroniMember> _members;

    private PatroniCluster(IReadOnlyList<PatroniMember> members) => _members = members;

    public string ConnectionString =>
        $"Host={string.Join(',', _members.Select(one => one.Host.Address4))};Port={PostgresServer.Port};"
        + $"Database=holdfast;Username=holdfast;Password={Password}";

    /// <summary>For PostgreSQL's own programs: one for each member, which takes writes only while it leads.</summary>
    public IReadOnlyList<string> ForPrograms =>
        [
            .. _members.Select(one =>
                $"host={one.Host.Address4} port={PostgresServer.Port} user=holdfast dbname=holdfast password='{Password}' target_session_attrs=read-write"
            ),
        ];

    public static async Task<PatroniCluster> StartAsync(Lab lab, Network network)
    {
        if (Programs.FirstOrDefault(program => !File.Exists(program)) is { } missing)
        {
            throw new LabException($"{missing} is not there; install the packages patroni and etcd-server.");
        }

        List<Host> hosts = [];
        for (var i = 1; i <= 3; i++)
        {
            hosts.Add(await lab.HostAsync($"db{i}", network));
        }

        var cluster = new PatroniCluster([.. hosts.Select(host => new PatroniMember(host, hosts))]);
        await Task.WhenAll(cluster._members.Select(one => one.StartAsync(Password)));
        var leader = await cluster.LeaderAsync();
        await cluster.UntilWholeAsync();
        await AskAsync(leader, $"CREATE ROLE holdfast LOGIN PASSWORD '{Password}'", PostgresServer.User);
        await AskAsync(leader, "CREATE DATABASE holdfast OWNER holdfast", PostgresServer.User);
        lab.Story.Tell(leader.Host.Name, "leads the Patroni cluster");
        return cluster;
    }

    /// <summary>Waits until there is one.</summary>
    public async Task<PatroniMember> LeaderAsync()
    {
        PatroniMember? leader = null;
        await Wait.UntilAsync(
            "a leader",
            Patience,
            async () =>
            {
                foreach (var member in _members)
                {
                    leader = await member.IsLeaderAsync() ? member : leader;
                }

                return leader is not null;
            }
        );
        return leader!;
    }

    /// <summary>Waits until all the others stream from the leader, and commits wait for one of them: without that nobody takes over.</summary>
    public Task UntilWholeAsync() =>
        Wait.UntilAsync(
            "a leader, a synchronous standby and another",
            Patience,
            async () =>
            {
                var (leaders, standbys, synchronous) = (0, 0, 0);
                foreach (var member in _members)
                {
                    leaders += await member.IsLeaderAsync() ? 1 : 0;
                    standbys += await member.IsReplicaAsync() ? 1 : 0;
                    synchronous += await member.IsSynchronousAsync() ? 1 : 0;
                }

                return (leaders, standbys, synchronous) == (1, _members.Count - 1, 1);
            }
        );

    public async Task<string> AskAsync(string sql) => await AskAsync(await LeaderAsync(), sql, "holdfast");

    private static async Task<string> AskAsync(PatroniMember member, string sql, string database) =>
        (
            await member.Host.RunAsync(
                PostgresServer.UserCommand([
                    PostgresServer.Find("psql"),
                    "-h",
                    PostgresServer.Folder,
                    "-d",
                    database,
                    "-qAtXc",
                    sql,
                ])
            )
        ).Trim();
}
