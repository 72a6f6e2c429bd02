using Holdfast.Linux.Processes;

namespace Holdfast.Single.Rights;

/// <summary>The agent stays root, which owns its state, with only what addresses, heartbeats and a thread that is never late need.</summary>
internal static class FailoverRights
{
    public static Confinement Confine() => new(User: null, Group: null, ["net_admin", "net_raw", "sys_nice"]);
}
