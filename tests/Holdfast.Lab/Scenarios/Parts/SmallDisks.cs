using Holdfast.Lab.Disks;
using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>
/// The disks of an installation's hosts, each its own, in memory: small enough to be filled up in a moment, and a busy disk of the machine
/// holds nobody up.
/// </summary>
/// <param name="megabytes">Of each. PostgreSQL alone needs more than a tenth of the default.</param>
public sealed class SmallDisks(int megabytes = 400)
{
    private readonly Dictionary<Host, Disk> _disks = [];

    public Disk this[Host host] => _disks[host];

    public async Task MountAsync(Host host, string folder) =>
        _disks[host] = await Disk.MountAsync(host, folder, megabytes);
}
