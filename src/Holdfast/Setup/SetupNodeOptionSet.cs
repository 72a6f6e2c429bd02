using System.CommandLine;
using Holdfast.Node;

namespace Holdfast.Setup;

/// <summary>The options of <c>holdfast setup node</c>.</summary>
internal sealed class SetupNodeOptionSet
{
    private readonly Option<string?> _hostName = new("--host-name")
    {
        Description = "Name or address under which clients reach this machine; without it the address of its way out",
    };

    private readonly Option<string?> _linkHost = new("--link-host")
    {
        Description = "Name or address under which portals reach it, when that is another",
    };

    private readonly Option<int> _linkPort = new("--link-port")
    {
        Description = "TCP port that portals dial",
        DefaultValueFactory = _ => 8445,
        Validators = { Ranges.Port },
    };

    private readonly Option<int> _tcpPort = new("--wireguard-tcp-port")
    {
        Description = "WireGuard inside TCP; 0: off",
        DefaultValueFactory = _ => 8444,
        Validators = { Ranges.PortOrOff },
    };

    private readonly Option<OnStop> _onStop = new("--on-stop")
    {
        Description =
            "What becomes of the tunnels when it is stopped: remove takes everything away, keep lets clients stay connected",
        DefaultValueFactory = _ => OnStop.Remove,
    };

    public void AddTo(Command command)
    {
        Option[] all = [_hostName, _linkHost, _linkPort, _tcpPort, _onStop];
        foreach (var option in all)
        {
            command.Add(option);
        }
    }

    public SetupNodeOptions Read(ParseResult parsed)
    {
        var hostName = parsed.GetValue(_hostName) ?? OwnAddress.Find() ?? "";
        return new(
            hostName,
            parsed.GetValue(_linkHost) ?? hostName,
            parsed.GetValue(_linkPort),
            parsed.GetValue(_tcpPort),
            parsed.GetValue(_onStop)
        );
    }
}
