using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Holdfast.Lab.Native;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Hosts;

/// <summary>
/// The namespaces that make a host: network, mounts and processes, without a name anywhere.
/// </summary>
/// <remarks>
/// The first process of the host reads from a pipe that only we hold. When we end, however that comes, it ends, and the kernel
/// takes along every process of the host, and with the last one the interfaces, bridges, rules and mounts. So nothing can be
/// left behind, not even by a SIGKILL of the lab. It ignores SIGCHLD, by which the kernel buries orphans for it.
/// </remarks>
internal sealed class HostNamespaces : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A host has its own /proc, /sys and /run (so that several wireguard-go may use the same names), asks no name server, and
    /// has a resolvconf that only takes note, because wg-quick insists on one. A fresh root folder may lack /etc/hosts.
    /// </summary>
    private const string FirstProcess = """
        set -e
        mount -t proc proc /proc
        mount -t sysfs sysfs /sys
        mount -t tmpfs -o mode=755 tmpfs /run
        mkdir -p /run/wireguard /run/netns /run/lab/bin
        printf '127.0.0.1 localhost\n::1 localhost\n' >/run/lab/hosts
        [ -e /etc/hosts ] || : >/etc/hosts
        mount --bind /run/lab/hosts /etc/hosts
        : >/run/lab/resolv.conf
        [ ! -e /etc/resolv.conf ] || mount --bind /run/lab/resolv.conf /etc/resolv.conf
        printf '#!/bin/sh\n{ echo "$@"; cat; } >>/run/lab/resolvconf.log </dev/stdin\n' >/run/lab/bin/resolvconf
        chmod +x /run/lab/bin/resolvconf
        echo 0 >/proc/sys/net/ipv6/conf/all/accept_dad
        echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad
        echo 0 >/proc/sys/net/ipv6/conf/default/accept_ra
        ip link set lo up
        echo ready
        exec env --ignore-signal=CHLD cat >/dev/null
        """;

    private readonly Process holder;
    private readonly string processes;
    private bool isOff;

    private HostNamespaces(Process holder, int firstProcess)
    {
        this.holder = holder;
        FirstProcessId = firstProcess;
        processes = HostProcess.Namespace(firstProcess, "pid") ?? "";
        Network = HostProcess.Namespace(firstProcess, "net") ?? "";
    }

    /// <summary>The host's first process, as the machine sees it. nsenter needs it.</summary>
    public int FirstProcessId { get; }

    /// <summary>Names the network namespace, as <c>/proc/N/ns/net</c> does.</summary>
    public string Network { get; }

    public IReadOnlyList<HostProcess> Processes => HostProcess.In(processes);

    public static async Task<HostNamespaces> MakeAsync()
    {
        var start = new ProcessStartInfo("unshare")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string[] namespaces = ["--mount", "--net", "--pid", "--fork", "--kill-child", "--propagation", "private"];
        foreach (var argument in namespaces.Concat(["bash", "-c", FirstProcess]))
        {
            start.ArgumentList.Add(argument);
        }

        var unshare = Process.Start(start) ?? throw new LabException("unshare did not start.");
        var line = await Wait.ForAsync("a host", Patience, unshare.StandardOutput.ReadLineAsync());
        if (line != "ready")
        {
            throw new LabException(
                $"A host needs root and namespaces: {line} {await unshare.StandardError.ReadToEndAsync()}"
            );
        }

        return new HostNamespaces(unshare, HostProcess.ChildrenOf(unshare.Id)[0]);
    }

    /// <summary>How to start a program on the host.</summary>
    public ProcessStartInfo Entering(IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("nsenter");
        string[] enter = ["-t", $"{FirstProcessId}", "-m", "-n", "-p", "--"];
        foreach (var argument in enter.Concat(command))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PATH"] = $"/run/lab/bin:{Environment.GetEnvironmentVariable("PATH")}";
        return start;
    }

    /// <summary>
    /// A socket of this process that belongs to the host's network. A socket stays in the namespace in which it was made, so a
    /// thread of its own goes there, makes it, and ends.
    /// </summary>
    public Socket OpenSocket(AddressFamily family, SocketType type, ProtocolType protocol)
    {
        Socket? socket = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                EnterNetwork();
                socket = new Socket(family, type, protocol);
            }
            catch (Exception exception) when (exception is IOException or SocketException or LabException)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        return socket ?? throw new LabException("No socket on the host.", failure);
    }

    /// <summary>Pulls the plug: every process of the host is gone when this returns.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isOff)
        {
            return;
        }

        isOff = true;
        _ = LinuxCalls.Kill(FirstProcessId, (int)Signal.Kill);
        await holder.WaitForExitAsync();
        holder.Dispose();
        await Wait.UntilAsync("the host's processes to be gone", Patience, () => Processes.Count == 0);
    }

    private void EnterNetwork()
    {
        using var descriptor = File.OpenHandle($"/proc/{FirstProcessId}/ns/net");
        if (LinuxCalls.EnterNamespace(descriptor, LinuxCalls.NetworkNamespace) != 0)
        {
            throw new LabException($"setns: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
