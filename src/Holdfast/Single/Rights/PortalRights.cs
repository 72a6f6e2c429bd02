using System.Globalization;
using Holdfast.Homes;
using Holdfast.Linux.Processes;

namespace Holdfast.Single.Rights;

/// <summary>As whom the portal runs, and why.</summary>
/// <param name="User">Null: root without any capability.</param>
internal sealed record PortalRights(SystemUser? User, string Reason)
{
    private const int FirstUnprivilegedPort = 1024;

    public Confinement Confine(ServerOptions options) =>
        new(
            User?.Uid.ToString(CultureInfo.InvariantCulture),
            User?.Gid.ToString(CultureInfo.InvariantCulture),
            options.Port < FirstUnprivilegedPort ? ["net_bind_service"] : []
        );

    /// <summary>Its own user when there is one that can reach the program and its state; its state is given to whom it will be.</summary>
    public static async Task<PortalRights> ChooseAsync(HomeFolder home, RolePrograms programs, CancellationToken cancel)
    {
        var runner = new ProgramRunner(TimeProvider.System);
        if (SystemUser.Find(SystemUser.PortalName) is not { } user)
        {
            await GiveAsync(runner, home, owner: "root", cancel);
            return new(null, $"there is no user {SystemUser.PortalName}");
        }
        await GiveAsync(runner, home, user.Name, cancel);
        foreach (var (what, test) in Tests(home, programs))
        {
            if (!await MayAsync(runner, user, test, cancel))
            {
                await GiveAsync(runner, home, owner: "root", cancel);
                return new(null, $"user {user.Name} cannot reach {what}");
            }
        }
        return new(user, "without any capability");
    }

    private static IEnumerable<(string What, string[] Test)> Tests(HomeFolder home, RolePrograms programs) =>
        [
            .. programs.Files.Select(file => (file, new[] { "-r", file })),
            (home.Portal, ["-w", home.Portal]),
            (home.Run, ["-w", home.Run]),
        ];

    private static async Task<bool> MayAsync(
        ProgramRunner runner,
        SystemUser user,
        string[] test,
        CancellationToken cancel
    )
    {
        var command = new Confinement(user.Name, user.Name, []).Wrap("test", test);
        var result = await runner.RunAsync(new ProgramRun(command.Program, command.Arguments), cancel);
        return result.Succeeded;
    }

    /// <summary>Links are not followed. Only when the owner changes: what a portal has planted is never gone through otherwise.</summary>
    private static async Task GiveAsync(ProgramRunner runner, HomeFolder home, string owner, CancellationToken cancel)
    {
        foreach (var folder in (string[])[home.Portal, home.Run])
        {
            var now = await runner.RunAsync(new ProgramRun("stat", "-c", "%U", folder), cancel);
            if (now.Output.Trim() != owner)
            {
                await runner.RunAsync(new ProgramRun("chown", "-R", "-h", $"{owner}:", folder), cancel);
            }
        }
        // The node is root without the right to pass over file modes, and makes its socket there.
        await runner.RunAsync(new ProgramRun("chgrp", "root", home.Run), cancel);
    }
}
