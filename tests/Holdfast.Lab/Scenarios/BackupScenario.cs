using Holdfast.Lab.Clients;
using Holdfast.Lab.Databases;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Lab.Scenarios;

/// <summary>The page docs/operations/backup.md, step by step, with everything lost in between.</summary>
internal sealed class BackupScenario(bool onPostgres) : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>A busy machine makes gaps; what is cut off is so for seconds.</summary>
    private static readonly TimeSpan ShortGap = TimeSpan.FromSeconds(1);

    public override string Name => onPostgres ? "backup-postgres" : "backup";

    public override string Summary =>
        $"a server with {(onPostgres ? "PostgreSQL" : "SQLite")} is backed up while it runs, lost, and restored";

    public override async Task PlayAsync(Lab lab)
    {
        var (world, database) = onPostgres ? await World.OnPostgresAsync(lab) : (await World.BuildAsync(lab), null);
        await world.Server.AddUserAsync("anna", World.Password);
        var (laptop, phone) = (await world.ClientAsync("laptop"), await world.ClientAsync("phone"));
        var openVpn = await SetUpAsync(world, laptop, phone);
        var (authority, users) = await StateAsync(world.Server);

        lab.Story.Chapter("A backup, while somebody is connected");
        var file = Path.Combine(lab.Folder, "holdfast.backup");
        await BackUpAsync(world, phone, file);

        lab.Story.Chapter("The server is lost");
        await world.Server.AddUserAsync("late", World.Password);
        await world.Server.StopAsync();
        Directory.Delete(world.Server.Home, recursive: true);
        await (database?.EmptyAsync() ?? Task.CompletedTask);
        lab.Story.Fault("server", "its state folder and database are gone");

        lab.Story.Chapter("It is restored");
        await RestoreAsync(world, file);
        await world.Server.StartAsync();
        lab.Story.Expect((authority, users) == await StateAsync(world.Server), "server", "same authority, same users");
        // A WireGuard client looks for a server that has forgotten it after 15 s of silence.
        await using var probe = await Probe.StartAsync(phone, world.Inside.Address4, Soon);
        await Traffic.ExpectAsync(world, phone);
        await using (await StockOpenVpn.UpAsync(laptop, openVpn, Soon))
        {
            await Traffic.ExpectAsync(world, laptop);
        }
        await using var visit = await PortalVisit.SignInAsync(world.Server, laptop, "anna", World.Password);
    }

    /// <returns>The laptop's configuration; the phone's tunnel is up.</returns>
    private static async Task<string> SetUpAsync(World world, Host laptop, Host phone)
    {
        await using var visit = await PortalVisit.SignInAsync(world.Server, laptop, "anna", World.Password);
        await StockWireGuard.UpAsync(phone, await visit.NewDeviceAsync("wireguard"));
        await Traffic.ExpectAsync(world, phone);
        return await visit.NewDeviceAsync("openvpn");
    }

    private static async Task BackUpAsync(World world, Host phone, string file)
    {
        var story = world.Inside.Story;
        await using var probe = await Probe.StartAsync(phone, world.Inside.Address4, Soon);
        story.Tell(
            "server",
            (await world.Server.CommandAsync(["backup", file, .. world.Server.DatabaseOptions])).Trim()
        );
        story.Expect(probe.Statistics.LongestGap < ShortGap, "phone", $"nobody notices: {probe.Statistics}");
        story.Expect(
            File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite),
            "server",
            "only root may read it"
        );
        await ExpectRefusalAsync(world, "HF-1561", "a backup is not written over", "backup", file);
        await ExpectRefusalAsync(world, "HF-1565", "a living server is not restored over", "restore", file);
    }

    private static async Task RestoreAsync(World world, string file)
    {
        var damaged = file + ".damaged";
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(damaged, bytes);
        await ExpectRefusalAsync(world, "HF-1563", "a damaged backup is not restored", "restore", damaged);
        world.Inside.Story.Tell(
            "server",
            (await world.Server.CommandAsync(["restore", file, .. world.Server.DatabaseOptions])).Trim()
        );
    }

    private static async Task ExpectRefusalAsync(World world, string id, string what, params string[] command)
    {
        var result = await world.Server.TryCommandAsync("", [.. command, .. world.Server.DatabaseOptions]);
        world.Inside.Story.Expect(
            !result.Succeeded && result.Error.StartsWith(id, StringComparison.Ordinal),
            "server",
            what,
            result.ToString()
        );
    }

    private static async Task<(string Authority, string Users)> StateAsync(HoldfastServer server) =>
        (await File.ReadAllTextAsync(Path.Combine(server.Home, "ca.pem")), await server.CommandAsync("user", "list"));
}
