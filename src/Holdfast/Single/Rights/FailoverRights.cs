using System.Globalization;
using Holdfast.Homes;
using Holdfast.Linux.Processes;

namespace Holdfast.Single.Rights;

/// <summary>
/// As whom the failover agent runs, and PostgreSQL with it: a system user of its own, with only what addresses, heartbeats and a thread
/// that is never late need. A database of the pair needs such a user, as PostgreSQL refuses root.
/// </summary>
/// <param name="User">Null: root with the same capabilities, which can keep no database.</param>
/// <param name="Reason">Why it is root; empty: it is not.</param>
internal sealed record FailoverRights(SystemUser? User, string Reason)
{
    private static readonly string[] Capabilities = ["net_admin", "net_raw", "sys_nice"];

    public Confinement Confine() => Confined(Capabilities);

    /// <summary>For what is only written into its folder.</summary>
    public Confinement ConfineWithoutCapabilities() => Confined([]);

    /// <summary>Its own user when there is one that can reach the program and its folders, which are given to whom they will be.</summary>
    public static async Task<FailoverRights> ChooseAsync(
        HomeFolder home,
        RolePrograms programs,
        CancellationToken cancel
    )
    {
        var runner = new ProgramRunner(TimeProvider.System);
        if (SystemUser.Find(SystemUser.FailoverName) is not { } user)
        {
            await GiveAsync(runner, home, "root", cancel);
            return new(null, $"there is no user {SystemUser.FailoverName}");
        }

        await GiveAsync(runner, home, user.Name, cancel);
        var own = new FailoverRights(user, "");
        foreach (var (option, path) in Needs(home, programs))
        {
            var test = own.ConfineWithoutCapabilities().Wrap("test", [option, path]);
            var result = await runner.RunAsync(new ProgramRun(test.Program, test.Arguments), cancel);
            if (!result.Succeeded)
            {
                await GiveAsync(runner, home, "root", cancel);
                return new(null, $"user {user.Name} cannot reach {path}");
            }
        }

        return own;
    }

    /// <summary>As the running server has chosen: whose the agent's folder is.</summary>
    public static async Task<FailoverRights> OfOwnerAsync(HomeFolder home, CancellationToken cancel)
    {
        var owner = await new ProgramRunner(TimeProvider.System).RunAsync(
            new ProgramRun("stat", "-c", "%U", home.Failover),
            cancel
        );
        return owner.Output.Trim() == SystemUser.FailoverName
            ? new(SystemUser.Find(SystemUser.FailoverName), "")
            : new(null, $"{home.Show("failover")} belongs to {owner.Output.Trim()}, not to {SystemUser.FailoverName}");
    }

    private static IEnumerable<(string Option, string Path)> Needs(HomeFolder home, RolePrograms programs) =>
        [.. programs.Files.Select(file => ("-r", file)), ("-w", home.Failover), ("-w", home.Database)];

    /// <summary>
    /// Links are not followed, and nothing below is touched but when the owner changes: what a database has planted is never gone through
    /// otherwise. The group of the first folder goes over to the control socket in it, which the node opens, who is root without the right
    /// to pass over file modes.
    /// </summary>
    private static async Task GiveAsync(ProgramRunner runner, HomeFolder home, string owner, CancellationToken cancel)
    {
        foreach (var (folder, group, mode) in new[] { (home.Failover, "root", "2750"), (home.Database, owner, "0700") })
        {
            var now = await runner.RunAsync(new ProgramRun("stat", "-c", "%U", folder), cancel);
            if (now.Output.Trim() != owner)
            {
                await runner.RunAsync(new ProgramRun("chown", "-R", "-h", $"{owner}:{group}", folder), cancel);
                await runner.RunAsync(new ProgramRun("chmod", mode, folder), cancel);
            }
        }
    }

    private Confinement Confined(IReadOnlyList<string> capabilities) =>
        new(
            User?.Uid.ToString(CultureInfo.InvariantCulture),
            User?.Gid.ToString(CultureInfo.InvariantCulture),
            capabilities
        );
}
