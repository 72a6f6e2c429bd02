using Holdfast.Linux.Network;
using Holdfast.Model.Problems;

namespace Holdfast.Node.Starting;

/// <summary>What the kernel must do so that clients reach anything; put back when the node is removed.</summary>
internal sealed class KernelSettings(string home)
{
    private const string Interfaces = "/proc/sys/net/ipv6/conf";

    private readonly Sysctl _sysctl = new(Path.Combine(home, "kernel-settings.json"));

    /// <returns>What the kernel refused; null: nothing.</returns>
    public Problem? Set()
    {
        try
        {
            _sysctl.Set("net/ipv4/ip_forward", "1");
            if (_sysctl.Read("net/ipv6/conf/all/forwarding") is not null)
            {
                KeepAutoconfiguration();
                _sysctl.Set("net/ipv6/conf/all/forwarding", "1");
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return NodeProblems.SettingRefused.At("/proc/sys/net", e.Message);
        }
    }

    public void Restore() => _sysctl.Restore();

    /// <summary>A router listens to router advertisements only with accept_ra=2; without this the node would lose its own IPv6 route.</summary>
    private void KeepAutoconfiguration()
    {
        foreach (var name in Directory.EnumerateDirectories(Interfaces).Select(d => Path.GetFileName(d)!))
        {
            var key = $"net/ipv6/conf/{name}/accept_ra";
            if (_sysctl.Read(key) == "1")
            {
                _sysctl.Set(key, "2");
            }
        }
    }
}
