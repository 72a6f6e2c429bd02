using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Databases;

/// <summary>A host with an etcd, and a Patroni that runs a PostgreSQL.</summary>
public sealed class PatroniMember(Host host, IReadOnlyList<Host> all)
{
    private const string Configuration = "/run/postgres/patroni.yml";
    private const int ApiPort = 8008;
    private const int ClientPort = 2379;
    private const int PeerPort = 2380;

    private RunningProgram? _patroni;

    public Host Host => host;

    /// <param name="password">Of PostgreSQL's administrator.</param>
    public async Task StartAsync(string password)
    {
        await host.RunAsync("install", "-d", "-o", PostgresServer.User, PostgresServer.Folder);
        await File.WriteAllTextAsync(host.FromOutside(Configuration), Yaml(password));
        StartEtcd();
        StartPatroni();
    }

    public void StartPatroni() =>
        _patroni = host.Start("patroni", PostgresServer.UserCommand(["patroni", Configuration]));

    /// <summary>SIGKILL of Patroni and of its PostgreSQL, as when a machine dies whose neighbours see at once that it is gone.</summary>
    public async Task KillAsync()
    {
        await _patroni!.KillAsync();
        foreach (var process in host.Processes.Where(PostgresServer.IsOurs))
        {
            process.Send(Signal.Kill);
        }

        await Wait.UntilAsync(
            "PostgreSQL to be gone",
            TimeSpan.FromSeconds(10),
            () => !host.Processes.Any(PostgresServer.IsOurs)
        );
    }

    /// <summary>Whether it is the leader, by its own account.</summary>
    public Task<bool> IsLeaderAsync() => AnswersAsync("/primary");

    /// <summary>Whether it streams from the leader, and commits wait for it.</summary>
    public Task<bool> IsSynchronousAsync() => AnswersAsync("/sync");

    /// <summary>Whether it streams from the leader.</summary>
    public Task<bool> IsReplicaAsync() => AnswersAsync("/replica");

    private async Task<bool> AnswersAsync(string path) =>
        (
            await host.TryRunAsync(
                "curl",
                "-sf",
                "-o",
                "/dev/null",
                "-m",
                "1",
                $"http://{host.Address4}:{ApiPort}{path}"
            )
        ).Succeeded;

    private void StartEtcd()
    {
        var peers = all.Select(one => $"{one.Name}=http://{one.Address4}:{PeerPort}");
        host.Start(
            "etcd",
            [
                "etcd",
                "--name",
                host.Name,
                "--data-dir",
                "/run/etcd",
                "--listen-client-urls",
                $"http://{host.Address4}:{ClientPort}",
                "--advertise-client-urls",
                $"http://{host.Address4}:{ClientPort}",
                "--listen-peer-urls",
                $"http://{host.Address4}:{PeerPort}",
                "--initial-advertise-peer-urls",
                $"http://{host.Address4}:{PeerPort}",
                "--initial-cluster",
                string.Join(',', peers),
                "--unsafe-no-fsync",
            ]
        );
    }

    /// <summary>Patroni's shortest times: a leader that says nothing for 6 s is none.</summary>
    private string Yaml(string password) =>
        $$"""
            scope: holdfast
            name: {{host.Name}}
            restapi: {listen: "{{host.Address4}}:{{ApiPort}}", connect_address: "{{host.Address4}}:{{ApiPort}}"}
            etcd3: {hosts: "{{string.Join(',', all.Select(one => $"{one.Address4}:{ClientPort}"))}}"}
            bootstrap:
              dcs:
                ttl: 6
                loop_wait: 1
                retry_timeout: 2
                synchronous_mode: true
                postgresql:
                  use_pg_rewind: true
                  parameters: {fsync: "off", full_page_writes: "off", max_connections: 100, wal_log_hints: "on"}
              initdb: [{encoding: UTF8}, no-sync]
              pg_hba: ["local all all trust", "host replication all all trust", "host all all all scram-sha-256"]
            postgresql:
              listen: "{{host.Address4}}:{{PostgresServer.Port}}"
              connect_address: "{{host.Address4}}:{{PostgresServer.Port}}"
              data_dir: {{PostgresServer.Folder}}/data
              bin_dir: {{Path.GetDirectoryName(PostgresServer.Find("postgres"))}}
              pgpass: {{PostgresServer.Folder}}/pgpass
              authentication:
                superuser: {username: {{PostgresServer.User}}, password: "{{password}}"}
                replication: {username: replicator, password: "{{password}}"}
              parameters: {unix_socket_directories: "{{PostgresServer.Folder}}"}
            """;
}
