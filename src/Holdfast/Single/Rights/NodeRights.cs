using Holdfast.Linux.Processes;

namespace Holdfast.Single.Rights;

/// <summary>The node stays root, which owns what it touches, with only the capabilities that tunnels and firewall need.</summary>
internal static class NodeRights
{
    public static Confinement Confine() => new(User: null, Group: null, ["net_admin", "net_raw", "net_bind_service"]);
}
