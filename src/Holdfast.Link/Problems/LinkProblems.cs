using Holdfast.Model.Problems;

namespace Holdfast.Link.Problems;

/// <summary>What can be wrong with a link. 1701 to 1719.</summary>
public static class LinkProblems
{
    public static readonly ProblemKind AddressMalformed = new(
        "HF-1701",
        "Not an address of a link",
        "Write host:port, [IPv6]:port or unix:/absolute/path."
    );

    public static readonly ProblemKind Unreachable = new(
        "HF-1702",
        "Nobody answers at the node's address",
        "Check that the node runs, its address, and the firewalls between."
    );

    public static readonly ProblemKind TimedOut = new(
        "HF-1703",
        "The node did not answer in time",
        "Check the network between portal and node, and the node's load."
    );

    public static readonly ProblemKind TlsFailed = new(
        "HF-1704",
        "No secure connection came about",
        "Check that the address belongs to a node; its log may say more."
    );

    public static readonly ProblemKind NotTrusted = new(
        "HF-1705",
        "The certificate was not issued by our link authority",
        "Enrol the node again; if it was not reinstalled, somebody else answers at its address."
    );

    public static readonly ProblemKind WrongNode = new(
        "HF-1706",
        "Another node answers at this address",
        "Correct the node's address."
    );

    public static readonly ProblemKind OutOfDate = new(
        "HF-1707",
        "The certificate is not valid at this time",
        "Compare the clocks of both machines; if the node was away for long, enrol it again."
    );

    public static readonly ProblemKind NoCommonVersion = new(
        "HF-1708",
        "The other end speaks no version of the link that we speak",
        "Upgrade the older of the two."
    );

    public static readonly ProblemKind Garbage = new(
        "HF-1709",
        "A message on the link makes no sense",
        "Upgrade the older of the two; if both are the same, report it."
    );

    public static readonly ProblemKind TooLarge = new(
        "HF-1710",
        "A message on the link is too large",
        "Report it with the number of configurations."
    );

    public static readonly ProblemKind Cut = new("HF-1711", "The link was cut", "It is dialled again by itself.");

    public static readonly ProblemKind Silent = new(
        "HF-1712",
        "The other end fell silent",
        "It is dialled again by itself; check the network when it stays away."
    );

    public static readonly ProblemKind NotAdmitted = new(
        "HF-1713",
        "The node does not let this portal in",
        "See the node's log; if the node belongs to another portal, enrol it again."
    );

    public static readonly ProblemKind WrongPurpose = new(
        "HF-1714",
        "The certificate is for something else",
        "Enrol the node again."
    );

    public static readonly ProblemKind WrongOrder = new(
        "HF-1715",
        "The other end did not begin with a hello",
        "Upgrade the older of the two; if both are the same, report it."
    );

    public static readonly ProblemKind Impossible = new(
        "HF-1716",
        "A portal wants what cannot be",
        "Nothing of it is done and its link is ended; what the node has goes on. Look at that portal's machine: its software is damaged or somebody else's."
    );
}
