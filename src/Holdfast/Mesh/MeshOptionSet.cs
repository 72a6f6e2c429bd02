using System.CommandLine;
using System.Net;
using Holdfast.Homes;
using Holdfast.Mesh.Checks;
using Holdfast.Mesh.Claims;
using Holdfast.Mesh.Core;
using Holdfast.Mesh.Daemon;
using Holdfast.Mesh.Paths;
using Holdfast.Model.Problems;

namespace Holdfast.Mesh;

/// <summary>The options of <c>holdfast mesh</c>. Those that VpnCloud has too mean what they mean there.</summary>
internal sealed class MeshOptionSet(HomeFolder homes)
{
    private const string PasswordVariable = "PASSWORD";
    private readonly Option<string> _home = Home(homes);
    private readonly Option<string?> _password = new("--password", "-p")
    {
        Description = "The password of the mesh; better in the variable PASSWORD, for arguments can be read by all",
    };
    private readonly Option<string[]> _ip = Many(
        "--ip",
        "An address on the interface, such as 10.0.0.1 or 10.0.0.1/24"
    );
    private readonly Option<string[]> _connect = Many("--connect", "Another member, such as server-a:3210", "-c");
    private readonly Option<string[]> _claim = Many(
        "--claim",
        "An address or network that this host offers, as others may too"
    );
    private readonly Option<string[]> _unique = Many("--unique", "An address or network that this host alone offers");
    private readonly Option<string[]> _check = new("--check")
    {
        Description =
            "What has to be well for this host to carry what it offers: tcp:HOST:PORT, http://..., or exec:COMMAND; PREFIX= before it: only for that; may stand several times",
    };
    private readonly Option<string?> _checkInterval = new("--check-interval")
    {
        Description = "From one check to the next (default 1s); one that takes longer than half of it has failed",
    };
    private readonly Option<int> _rise = new("--rise")
    {
        Description = "Good checks after which a service that failed is well",
        DefaultValueFactory = _ => new CheckRules().Rise,
    };
    private readonly Option<int> _fall = new("--fall")
    {
        Description = "Bad checks after which a service fails",
        DefaultValueFactory = _ => new CheckRules().Fall,
    };
    private readonly Option<bool> _noAutoClaim = new("--no-auto-claim")
    {
        Description = "The addresses of --ip are not claimed by themselves",
    };
    private readonly Option<byte> _priority = Priority();
    private readonly Option<string?> _peerTimeout = new("--peer-timeout")
    {
        Description = "Silence after which a host counts as unreachable: 5, 0.5 or 300ms (default 300ms)",
    };
    private readonly Option<string?> _keepalive = new("--keepalive")
    {
        Description = "From one probe to the next (default a third of --peer-timeout)",
    };
    private readonly Option<string?> _ifUp = new("--ifup")
    {
        Description = "A command, run when the interface (IFNAME) has its addresses",
    };
    private readonly Option<string?> _ifDown = new("--ifdown")
    {
        Description = "A command, run before the interface (IFNAME) goes away",
    };
    private readonly Option<string?> _hook = new("--hook")
    {
        Description =
            "A command, run at each change: $1 is carries or yields, and $2 a prefix; or $1 is alive, suspect, dead or left, and $2 a member",
    };
    private readonly Option<string?> _metrics = new("--metrics")
    {
        Description = "Address and port for Prometheus (/metrics), /livez and /readyz, such as 127.0.0.1:9321",
    };
    private readonly Option<string> _listen = new("--listen", "-l")
    {
        Description = "Port, or address and port; WireGuard takes the port above it",
        DefaultValueFactory = _ => $"{MeshOptions.UsualPort}",
    };
    private readonly Option<string> _name = new("--name")
    {
        Description = "The host's name, for people",
        DefaultValueFactory = _ => Environment.MachineName,
    };
    private readonly Option<string> _device = new("--device", "-d")
    {
        Description = "Name of the interface",
        DefaultValueFactory = _ => "mesh0",
    };

    public static Option<string> Home(HomeFolder homes) =>
        new("--home") { Description = "State folder of the mesh host", DefaultValueFactory = _ => homes.Mesh };

    public static Option<byte> Priority() =>
        new("--priority")
        {
            Description = "0 to 255: of those who offer the same, the highest carries it",
            DefaultValueFactory = _ => Claim.UsualPriority,
        };

    public void AddTo(Command command)
    {
        foreach (
            var option in new Option[]
            {
                _password,
                _ip,
                _connect,
                _claim,
                _unique,
                _check,
                _checkInterval,
                _rise,
                _fall,
                _noAutoClaim,
                _priority,
                _peerTimeout,
                _keepalive,
                _listen,
                _ifUp,
                _ifDown,
                _hook,
                _metrics,
                _name,
                _device,
                _home,
            }
        )
        {
            command.Add(option);
        }
    }

    /// <summary>All mistakes at once.</summary>
    public Outcome<MeshOptions> Read(ParseResult parsed)
    {
        var problems = new List<Problem>();
        var addresses = Each(parsed, _ip, PrefixText.ParseAddress, "no address", problems);
        var shared = Each(parsed, _claim, PrefixText.Parse, "neither an address nor a network", problems);
        var alone = Each(parsed, _unique, PrefixText.Parse, "neither an address nor a network", problems);
        var connect = Each(parsed, _connect, HostPort.Parse, "no host and port", problems);
        var (keepalive, timeout) = (Time(parsed, _keepalive, problems), Time(parsed, _peerTimeout, problems));
        var checkInterval = Time(parsed, _checkInterval, problems) ?? new CheckRules().Interval;
        var checks = Checks(parsed.GetValue(_check) ?? [], problems);
        var usual = new PathRules();
        var interval = keepalive ?? (timeout is { } silence ? silence / 3 : usual.Interval);
        var listen = Listen(parsed.GetValue(_listen)!);
        if (listen is null)
        {
            problems.Add(MeshProblems.Option.At("--listen", "It is neither a port nor an address and a port."));
        }
        var priority = parsed.GetValue(_priority);
        var automatic = parsed.GetValue(_noAutoClaim) ? [] : addresses.Select(ip => Prefixes.Single(ip.Address));
        var options = new MeshOptions
        {
            Home = parsed.GetValue(_home)!,
            Password = parsed.GetValue(_password) ?? Environment.GetEnvironmentVariable(PasswordVariable) ?? "",
            Name = parsed.GetValue(_name)!,
            Device = parsed.GetValue(_device)!,
            Addresses = addresses,
            Connect = connect,
            IfUp = parsed.GetValue(_ifUp),
            IfDown = parsed.GetValue(_ifDown),
            Hook = parsed.GetValue(_hook),
            Checks = checks,
            CheckRules = new()
            {
                Interval = checkInterval,
                Rise = parsed.GetValue(_rise),
                Fall = parsed.GetValue(_fall),
            },
            Listen = listen ?? new(IPAddress.IPv6Any, MeshOptions.UsualPort),
            Paths = usual with { Interval = interval, Timeout = timeout ?? interval * 3 },
            Claims =
            [
                .. automatic
                    .Except(alone)
                    .Union(shared)
                    .Select(prefix => new WantedClaim(prefix, ClaimKind.Anycast, priority)),
                .. alone.Select(prefix => new WantedClaim(prefix, ClaimKind.Unique, priority)),
            ],
        };
        problems.AddRange(OptionRules.Check(options));
        return problems.Count == 0 ? options : Outcome<MeshOptions>.Failed(problems);
    }

    /// <returns>Where figures are wanted; null: nowhere.</returns>
    public Outcome<IPEndPoint?> ReadMetrics(ParseResult parsed) =>
        parsed.GetValue(_metrics) is not { } text ? Outcome<IPEndPoint?>.Of(null)
        : IPEndPoint.TryParse(text, out var at) && at.Port > 0 ? Outcome<IPEndPoint?>.Of(at)
        : MeshProblems.Option.At("--metrics", $"\"{text}\" is no address and port.");

    private static Option<string[]> Many(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description + "; may stand several times, or be a list with commas" };

    private static List<T> Each<T>(
        ParseResult parsed,
        Option<string[]> option,
        Func<string, T?> parse,
        string whatItIsNot,
        List<Problem> problems
    )
        where T : struct
    {
        var values = new List<T>();
        foreach (var text in Parts(parsed, option))
        {
            if (parse(text) is { } value)
            {
                values.Add(value);
            }
            else
            {
                problems.Add(MeshProblems.Option.At(option.Name, $"\"{text}\" is {whatItIsNot}."));
            }
        }
        return values;
    }

    private static List<ServiceCheck> Checks(string[] texts, List<Problem> problems)
    {
        var read = texts.Select(text => (Text: text, Check: CheckText.Parse(text))).ToList();
        problems.AddRange(
            read.Where(one => one.Check is null)
                .Select(one =>
                    MeshProblems.Option.At(
                        "--check",
                        $"\"{one.Text}\" is no tcp:HOST:PORT, http://... or exec:COMMAND."
                    )
                )
        );
        return [.. read.Select(one => one.Check).OfType<ServiceCheck>()];
    }

    private static IEnumerable<string> Parts(ParseResult parsed, Option<string[]> option) =>
        (parsed.GetValue(option) ?? []).SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries));

    private static TimeSpan? Time(ParseResult parsed, Option<string?> option, List<Problem> problems)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }
        if (DurationText.Parse(text) is { } time)
        {
            return time;
        }
        problems.Add(MeshProblems.Option.At(option.Name, $"\"{text}\" is no time; write 5, 0.5 or 300ms."));
        return null;
    }

    private static IPEndPoint? Listen(string text) =>
        ushort.TryParse(text.StartsWith("*:", StringComparison.Ordinal) ? text[2..] : text, out var port)
            ? new IPEndPoint(IPAddress.IPv6Any, port)
        : IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port > 0 ? endpoint
        : null;
}
