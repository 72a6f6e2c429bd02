using Holdfast.Model.Problems;

namespace Holdfast.Node.OpenVpn;

/// <summary>What can be wrong with OpenVPN on a node. HF-1620 to HF-1639.</summary>
public static class OpenVpnProblems
{
    public static readonly ProblemKind NotConfigurable = new(
        "HF-1620",
        "The OpenVPN service cannot be written as a configuration",
        "Correct the profile."
    );

    public static readonly ProblemKind PortInUse = new(
        "HF-1621",
        "Another program uses the port of an OpenVPN service",
        "Stop that program or give the profile another port."
    );

    public static readonly ProblemKind NotRunning = new(
        "HF-1622",
        "An OpenVPN server process does not run",
        "Read the process's own words in openvpn.log in the folder of its interface; the node goes on trying."
    );

    public static readonly ProblemKind NoAnswer = new(
        "HF-1623",
        "An OpenVPN server process does not answer on its management socket",
        "Make sure that no other program holds the socket; clients are served all the same."
    );

    public static readonly ProblemKind OutsidePool = new(
        "HF-1624",
        "A client's place is outside the address pool",
        "Make the pool larger or remove configurations."
    );

    public static readonly ProblemKind FilesUnusable = new(
        "HF-1625",
        "The files of an OpenVPN service cannot be written",
        "Look at free space and rights of the node's state folder."
    );

    public static readonly ProblemKind PathTooLong = new(
        "HF-1626",
        "The path of an OpenVPN management socket is too long",
        "Give the node a state folder with a shorter path, see --home; Linux allows 107 bytes."
    );

    public static readonly ProblemKind ProgramMissing = new(
        "HF-1627",
        "The program openvpn cannot be started",
        "Install the package openvpn, version 2.6 or later."
    );

    public static readonly ProblemKind Silent = new(
        "HF-1628",
        "An OpenVPN server answers no clients",
        "No new client is sent there meanwhile. Look whether the process hangs or is overloaded, and whether loopback traffic is filtered."
    );
}
