using Holdfast.Linux.Processes;

namespace Holdfast.Node.Tests.OpenVpn;

/// <summary>The real daemons, in a namespace: nsenter becomes the program, with the same process id.</summary>
internal sealed class NamespacedDaemons(IDaemons inner, string host) : IDaemons
{
    public Task<IDaemon> StartAsync(DaemonStart start, CancellationToken cancel) =>
        inner.StartAsync(
            start with
            {
                Program = "nsenter",
                Arguments = [$"--net=/run/netns/{host}", start.Program, .. start.Arguments],
            },
            cancel
        );

    public IDaemon? Find(string pidFile) => inner.Find(pidFile);
}
