using Holdfast.Databases.Moving;
using Holdfast.Failover.Durable;
using Holdfast.Homes;
using Holdfast.Link.Identities;
using Holdfast.Problems;
using Holdfast.Single;

namespace Holdfast.Setup;

/// <summary>
/// What a machine was before it becomes a standby: a server of its own, or a node of somebody. Lost only when a person types DELETE, or
/// a script says so. A machine that is a standby already goes on as such.
/// </summary>
internal sealed class EarlierLife(Surroundings at)
{
    /// <summary>In the state folder: it was made by <c>setup standby</c>.</summary>
    private const string Mark = "standby";

    /// <summary>Of the state folder, but for locks and certificates of the administrator's.</summary>
    private static readonly string[] Parts = ["portal", "node", "failover", "run", "database"];

    private static readonly string[] Notes = [MovedNote.Name, StandbyPortal.FileName];

    private string MarkFile => at.Home.At(Mark);

    /// <param name="delete">Nobody is asked.</param>
    /// <returns>False: everything is as it was, and the machine is to be left so.</returns>
    public async Task<bool> EndAsync(bool delete, CancellationToken cancel)
    {
        if (!IsOurs())
        {
            // The checks before the start say so.
            return true;
        }

        var lost = File.Exists(MarkFile) ? [] : WhatIsLost();
        if (lost.Count > 0)
        {
            if (ServerLock.HolderOf(at.Home) is { } holder)
            {
                await at.Terminal.ComplainAsync(
                    StartProblems.AlreadyRuns.At(at.Home.Shown, $"It is process {holder}.")
                );
                return false;
            }

            if (!delete && !await AskAsync(lost, cancel))
            {
                await at.Terminal.ComplainAsync(StartProblems.NotDeleted.At(at.Home.Shown, ""));
                return false;
            }

            Delete();
        }

        HomeLayout.Make(at.Home);
        await File.WriteAllTextAsync(MarkFile, "", cancel);
        return true;
    }

    private bool IsOurs() =>
        HomeMark.Read(at.Home) is not null
        || !Directory.Exists(at.Home.Path)
        || !Directory.EnumerateFileSystemEntries(at.Home.Path).Any();

    private List<string> WhatIsLost() =>
        [
            .. Has(
                "portal/holdfast.db",
                "the portal's database: users, profiles, configurations, the certificate authority"
            ),
            .. Has(
                "portal/master.key",
                "the portal's master key, without which its backups and database cannot be read"
            ),
            .. Has(
                Path.Combine("node", NodeIdentityStore.FileName),
                "the node's identity: its portal has to enrol it anew"
            ),
            .. Has(
                Path.Combine("failover", Path.GetFileName(new AgentHome(at.Home.Failover).Configuration)),
                "the failover configuration: this machine leaves its group"
            ),
            .. Has(
                Path.Combine("database", "data", "PG_VERSION"),
                "its copy of the database of the pair, and what was kept aside of it"
            ),
        ];

    private IEnumerable<string> Has(string file, string what) =>
        File.Exists(at.Home.At(file)) ? [$"{at.Home.Show(file)}: {what}"] : [];

    private async Task<bool> AskAsync(IReadOnlyList<string> lost, CancellationToken cancel)
    {
        await at.Terminal.Out.WriteLineAsync(
            $"""
            This machine is configured already. As a standby it begins anew, and this is lost for good:

              {string.Join("\n  ", lost)}

            Type DELETE to go on, anything else to leave it as it is:
            """
        );
        return await at.Terminal.In.ReadLineAsync(cancel) == "DELETE";
    }

    private void Delete()
    {
        foreach (var part in Parts.Select(at.Home.At).Where(Directory.Exists))
        {
            Directory.Delete(part, recursive: true);
        }

        foreach (var note in Notes)
        {
            File.Delete(at.Home.At(note));
        }
    }
}
