using System.Collections.Concurrent;
using System.Net;
using Holdfast.Link.Addresses;
using Holdfast.Link.Listening;
using Holdfast.Linux.Machines;
using Holdfast.Node.Failover;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Bench.Fleets;

/// <summary>
/// A process with many nodes, each on a port of its own: <c>simulate ADDRESS FIRST-PORT COUNT FOLDER</c>. It writes their enrolment codes,
/// and when it took an OpenVPN client away from which of them; and works until its input ends.
/// </summary>
internal static class SimulatedNodes
{
    public const string Verb = "simulate";
    public const string Codes = "codes";
    public const string Removals = "removals";

    /// <summary>As often as nodes look at their devices, see <see cref="SimulatedNode"/>.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(IPAddress address, int firstPort, int count, string folder)
    {
        using var stop = new CancellationTokenSource();
        var removals = new BlockingCollection<string>();
        var machine = SmallMachine(folder);
        await using var agent = new AgentKeeper(
            Path.Combine(folder, "no-agent"),
            TimeProvider.System,
            NullLogger<AgentKeeper>.Instance
        );
        var nodes = Enumerable
            .Range(0, count)
            .ToDictionary(i => firstPort + i, i => Make(folder, i, address, machine, agent, removals));
        await using var app = Build(address, nodes);
        await app.StartAsync();
        var codes = nodes.Select(n => n.Value.NewCode(LinkAddress.Parse($"{address}:{n.Key}").Value!));
        await File.WriteAllLinesAsync(Path.Combine(folder, Codes + ".new"), codes);
        File.Move(Path.Combine(folder, Codes + ".new"), Path.Combine(folder, Codes));
        var running = nodes.Values.Select((node, i) => node.RunAsync(Round * i / count, stop.Token)).ToList();
        var writing = Alone(() => Write(removals, Path.Combine(folder, Removals)));
        await Alone(() => Console.In.ReadToEnd());
        await stop.CancelAsync();
        removals.CompleteAdding();
        await Task.WhenAll([.. running, writing]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    /// <summary>On a thread of its own: what waits without giving its thread back would slow all nodes down.</summary>
    private static Task Alone(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>What nodes read of their machine, as short as it can be.</summary>
    private static Machine SmallMachine(string folder)
    {
        var proc = Path.Combine(folder, "proc");
        Directory.CreateDirectory(Path.Combine(proc, "self", "net"));
        File.WriteAllText(Path.Combine(proc, "stat"), File.ReadLines("/proc/stat").First() + "\n");
        File.WriteAllLines(Path.Combine(proc, "meminfo"), File.ReadLines("/proc/meminfo").Take(3));
        File.WriteAllText(Path.Combine(proc, "uptime"), "1000.00 1000.00\n");
        File.WriteAllLines(Path.Combine(proc, "self", "net", "dev"), File.ReadLines("/proc/self/net/dev").Take(2));
        return new Machine(proc);
    }

    private static SimulatedNode Make(
        string folder,
        int number,
        IPAddress address,
        Machine machine,
        AgentKeeper agent,
        BlockingCollection<string> removals
    )
    {
        var home = Directory.CreateDirectory(Path.Combine(folder, $"{number}")).FullName;
        return new SimulatedNode(home, $"{address}", machine, agent, (id, at) => removals.Add($"{id:N} {number} {at}"));
    }

    private static void Write(BlockingCollection<string> removals, string path)
    {
        using var file = new StreamWriter(path) { AutoFlush = true };
        foreach (var line in removals.GetConsumingEnumerable())
        {
            file.WriteLine(line);
        }
    }

    /// <summary>One web server for all of them: it is the links that count.</summary>
    private static WebApplication Build(IPAddress address, Dictionary<int, SimulatedNode> nodes)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var (port, node) in nodes)
            {
                kestrel.Listen(address, port, endpoint => endpoint.UseLink(node.Listener));
            }
        });
        var app = builder.Build();
        var limits = nodes.First().Value.Listener.Options.Limits;
        app.UseWebSockets(new() { KeepAliveInterval = limits.PingInterval, KeepAliveTimeout = limits.PingTimeout });
        app.Run(http => nodes[http.Connection.LocalPort].Listener.ServeAsync(http));
        return app;
    }
}
