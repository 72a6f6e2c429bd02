using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Disks;

/// <summary>A small disk of a host, in memory, that can be filled up. It is lost with the host's power.</summary>
public sealed class Disk
{
    private const string Ballast = ".ballast";
    private readonly Host host;

    private Disk(Host host, string path)
    {
        this.host = host;
        Path = path;
    }

    /// <summary>Where it is mounted on the host.</summary>
    public string Path { get; }

    public static async Task<Disk> MountAsync(Host host, string path, int megabytes)
    {
        await host.ScriptAsync($"mkdir -p {path}; mount -t tmpfs -o size={megabytes}m tmpfs {path}");
        return new Disk(host, path);
    }

    /// <summary>Not one more byte can be written.</summary>
    public async Task FillAsync()
    {
        host.Story.Fault(host.Name, $"the disk {Path} is full");
        await host.ScriptAsync($"cat /dev/zero >{Path}/{Ballast} 2>&- || true");
    }

    public async Task FreeAsync()
    {
        host.Story.Tell(host.Name, $"the disk {Path} has room again");
        await host.RunAsync("rm", "-f", $"{Path}/{Ballast}");
    }
}
