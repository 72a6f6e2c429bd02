using Holdfast.Model.Problems;

namespace Holdfast.Node.WireGuardTcp;

/// <summary>What can be wrong with a request for WireGuard inside TCP. HF-1650 to HF-1659.</summary>
public static class WireGuardTcpProblems
{
    public static readonly ProblemKind UnknownProfile = new(
        "HF-1650",
        "The profile does not offer WireGuard over TCP",
        "Get a new configuration."
    );

    public static readonly ProblemKind UpgradeRequired = new(
        "HF-1651",
        "The request does not ask for the protocol UoTLV/1",
        "Use HTTP/1.1 with 'Connection: Upgrade' and 'Upgrade: UoTLV/1'."
    );

    public static readonly ProblemKind WrongMethod = new("HF-1652", "The request has the wrong method", "Use GET.");

    public static readonly ProblemKind Busy = new(
        "HF-1653",
        "Too many WireGuard connections over TCP",
        "Try again later, or use UDP."
    );

    public static readonly ProblemKind CannotListen = new(
        "HF-1654",
        "WireGuard over TCP cannot be offered",
        "Free the port or choose another with --wireguard-tcp-port."
    );
}
