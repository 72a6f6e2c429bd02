using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Stories;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Hosts;

/// <summary>A computer in the lab.</summary>
public sealed class Host : IAsyncDisposable
{
    private readonly List<RunningProgram> programs = [];
    private HostNamespaces namespaces;

    private Host(string name, HostNamespaces namespaces, IReadOnlyList<Link> links, Story story)
    {
        Name = name;
        this.namespaces = namespaces;
        Links = links;
        Story = story;
    }

    public string Name { get; }

    public Story Story { get; }

    /// <summary>In the order in which the networks were given.</summary>
    public IReadOnlyList<Link> Links { get; }

    /// <summary>In the first network.</summary>
    public IPAddress Address4 => Links[0].Address4;

    /// <summary>In the first network.</summary>
    public IPAddress Address6 => Links[0].Address6;

    /// <summary>All that runs on the host, whoever started it.</summary>
    public IReadOnlyList<HostProcess> Processes => namespaces.Processes;

    public Link LinkTo(Network network) => Links.First(link => link.Network == network);

    /// <summary>How this process reaches a file of the host's own file system.</summary>
    public string FromOutside(string path) => $"/proc/{namespaces.FirstProcessId}/root{path}";

    /// <summary>Makes a name known on the host.</summary>
    public Task KnowAsync(string name, params IEnumerable<IPAddress> addresses) =>
        File.AppendAllLinesAsync(FromOutside("/run/lab/hosts"), addresses.Select(address => $"{address} {name}"));

    /// <summary>Authorities that programs of this process trust when they connect from the host.</summary>
    public X509Certificate2Collection TrustedAuthorities { get; } = [];

    /// <summary>The first address of a name that the host knows, or of an address in text.</summary>
    public IPAddress Resolve(string name)
    {
        if (IPAddress.TryParse(name.Trim('[', ']'), out var address))
        {
            return address;
        }

        var words = File.ReadLines(FromOutside("/run/lab/hosts")).Select(line => line.Split(' '));
        return IPAddress.Parse(
            words.FirstOrDefault(w => w.Skip(1).Contains(name))?[0]
                ?? throw new LabException($"{Name} does not know {name}.")
        );
    }

    /// <summary>A socket of this process that belongs to the host's network.</summary>
    public Socket OpenSocket(AddressFamily family, SocketType type, ProtocolType protocol) =>
        namespaces.OpenSocket(family, type, protocol);

    /// <summary>A TCP connection made on the host.</summary>
    public async Task<Socket> ConnectAsync(IPEndPoint to, CancellationToken cancel = default)
    {
        var socket = OpenSocket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(to, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="LabException">It failed.</exception>
    public async Task<string> RunAsync(params IEnumerable<string> command) =>
        (await TryRunAsync(command)).OrThrow().Output;

    public Task<CommandResult> TryRunAsync(params IEnumerable<string> command) =>
        Commands.TryRunAsync(namespaces.Entering(command));

    /// <param name="input">What the command reads from its standard input.</param>
    public Task<CommandResult> TryRunWithInputAsync(string input, params IEnumerable<string> command) =>
        Commands.TryRunAsync(namespaces.Entering(command), input);

    /// <summary>Runs a bash script, which ends at its first failure.</summary>
    public Task<string> ScriptAsync(string script) => RunAsync("bash", "-ec", script);

    /// <summary>Starts a program and leaves it running.</summary>
    public RunningProgram Start(string name, params IEnumerable<string> command) => Start(name, null, command);

    /// <param name="environment">Variables beside those of this process.</param>
    public RunningProgram Start(
        string name,
        IReadOnlyDictionary<string, string>? environment,
        IEnumerable<string> command
    )
    {
        var start = namespaces.Entering(command);
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[variable] = value;
        }

        var program = RunningProgram.Start(name, Name, start, Story);
        programs.Add(program);
        return program;
    }

    /// <summary>The link-local address in a network, as soon as it has one.</summary>
    public async Task<IPAddress> LocalAddressAsync(Network network)
    {
        string[] words = [];
        await Wait.UntilAsync(
            $"{Name} to have a link-local address",
            TimeSpan.FromSeconds(30),
            async () =>
            {
                // Name, state, addresses.
                var shown = await RunAsync("ip", "-6", "-brief", "address", "show", network.Name, "scope", "link");
                words = shown.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                return words.Length > 2;
            }
        );
        return IPAddress.Parse(words[2].Split('/')[0]);
    }

    /// <summary>The processes whose command line contains all these words, in any order.</summary>
    public IReadOnlyList<HostProcess> Find(params string[] words) =>
        Processes.Where(process => words.All(word => process.CommandLine.Any(part => Matches(part, word)))).ToList();

    /// <summary>From now on nothing arrives at the host, and what it sends does.</summary>
    public async Task DeafenAsync()
    {
        Story.Fault(Name, "nothing that comes to its cables arrives");
        var devices = string.Join(", ", Links.Select(link => link.Interface));
        await ScriptAsync(
            $$"""
            nft add table netdev deaf
            nft 'add chain netdev deaf in { type filter hook ingress devices = { {{devices}} } priority 0; policy drop; }'
            """
        );
    }

    public Task HearAgainAsync()
    {
        Story.Tell(Name, "what comes to its cables arrives again");
        return RunAsync("nft", "delete", "table", "netdev", "deaf");
    }

    /// <summary>From now on the host drops what it would send and matches, in nftables' words: <c>udp dport 51820</c>.</summary>
    public async Task BlockAsync(string match)
    {
        Story.Fault(Name, $"the network drops {match}");
        await ScriptAsync(
            $$"""
            nft add table inet lab
            nft 'add chain inet lab out { type filter hook output priority 200; }'
            nft 'add rule inet lab out {{match}} drop'
            """
        );
    }

    /// <summary>Takes all blocks away.</summary>
    public Task UnblockAsync() => RunAsync("nft", "delete", "table", "inet", "lab");

    /// <summary>All processes stand still; the kernel goes on.</summary>
    public void Freeze()
    {
        Story.Fault(Name, "everything gets SIGSTOP");
        SendAll(Signal.Stop);
    }

    public void Thaw()
    {
        Story.Tell(Name, "everything gets SIGCONT");
        SendAll(Signal.Continue);
        // What stands between us and them has stopped itself.
        programs.ForEach(program => program.Thaw());
    }

    /// <summary>Pulls the plug. Files outside /run stay.</summary>
    public async Task PowerOffAsync()
    {
        Story.Fault(Name, "loses its power");
        foreach (var link in Links)
        {
            await link.UnplugAsync();
        }

        await DisposeAsync();
    }

    public async Task PowerOnAsync()
    {
        namespaces = await HostNamespaces.MakeAsync();
        await PlugInAsync();
        Story.Tell(Name, "is powered on");
    }

    public async ValueTask DisposeAsync()
    {
        await namespaces.DisposeAsync();
        foreach (var program in programs)
        {
            await program.DisposeAsync();
        }

        programs.Clear();
    }

    internal string NetworkNamespace => namespaces.Network;

    internal static async Task<Host> MakeAsync(string name, IReadOnlyList<Link> links, Story story)
    {
        var host = new Host(name, await HostNamespaces.MakeAsync(), links, story);
        try
        {
            await host.PlugInAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    private void SendAll(Signal signal)
    {
        foreach (var process in Processes)
        {
            process.Send(signal);
        }
    }

    private static bool Matches(string part, string word) =>
        part == word
        || (word.Contains('/') ? part.Contains(word, StringComparison.Ordinal) : Path.GetFileName(part) == word);

    private async Task PlugInAsync()
    {
        foreach (var link in Links)
        {
            await link.PlugInAsync(namespaces.FirstProcessId);
        }

        await ScriptAsync(string.Join('\n', Links.Select(link => link.HostSideScript)));
    }
}
