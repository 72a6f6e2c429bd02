using System.Net;
using Holdfast.Databases.Moving;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Durable;
using Holdfast.Homes;
using Holdfast.Linux.Processes;
using Holdfast.Model.Problems;
using Holdfast.Setup;
using Holdfast.Single.Rights;

namespace Holdfast.Databases.Pairs;

/// <summary>The database that this machine keeps together with another one: what is known of it here.</summary>
internal sealed class PairDatabase(HomeFolder home)
{
    /// <summary>Not that of Debian's own cluster.</summary>
    public const int Port = 15432;

    private readonly AgentHome _agent = new(home.Failover);

    /// <returns>Null: none, and none was prepared.</returns>
    public Outcome<KeptDatabase?> Kept => KeptDatabase.Read(_agent.KeptDatabase);

    /// <summary>The group that a portal has told this machine of; null: none.</summary>
    public FailoverFile? Group =>
        File.Exists(_agent.Configuration)
        && FailoverFileReader.Read(_agent.Configuration).Value is { Managed: not null } file
            ? file
            : null;

    /// <summary>Where it is, with the password: both machines, of which one is the primary. Null: it is not known (yet).</summary>
    public string? Setting =>
        Kept.Value is { Keeps: true } kept && Group is { } file ? SettingOf(kept, file.Group) : null;

    /// <summary>The same, where portals of this machine use it: what was in its file has been moved there, or it joined who did.</summary>
    public string? SettingInUse =>
        File.Exists(home.At(MovedNote.Name)) || StandbyPortal.Read(home) is { Joined: true } ? Setting : null;

    /// <summary>As the agent's user: nobody else writes into its folder, where links may lie in wait.</summary>
    /// <returns>Why not; null: it is stored.</returns>
    public async Task<Problem?> StoreAsync(
        KeptDatabase kept,
        FailoverRights rights,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var command = rights
            .ConfineWithoutCapabilities()
            .Wrap(
                "sh",
                [
                    "-ec",
                    "umask 077; cat >\"$1.new\"; sync \"$1.new\"; mv \"$1.new\" \"$1\"; sync \"${1%/*}\"",
                    "sh",
                    _agent.KeptDatabase,
                ]
            );
        var stored = await new ProgramRunner(time).RunAsync(
            new ProgramRun(command.Program, command.Arguments) { Input = kept.ToJson() },
            cancel
        );
        return stored.Succeeded ? null : PairProblems.NoFolder.At(home.Show("failover"), stored.Error.Trim());
    }

    /// <summary>The password proves both sides to each other for exactly that TLS connection, so no certificate has to be trusted.</summary>
    private static string SettingOf(KeptDatabase kept, GroupConfiguration group)
    {
        var hosts = group.Members.Select(member => $"{new IPEndPoint(member.Addresses[0], kept.Port)}");
        return $"Host={string.Join(',', hosts)};Database=holdfast;Username=holdfast;Password={kept.Password};"
            + "SSL Mode=Require;Channel Binding=Require";
    }
}
