using Holdfast.Model.Problems;

namespace Holdfast.Link.Problems;

/// <summary>What can be wrong when a node is enrolled. 1720 to 1749.</summary>
public static class EnrolmentProblems
{
    public static readonly ProblemKind CodeMalformed = new(
        "HF-1720",
        "Not an enrolment code",
        "Paste the whole line from the file enrolment-code in the node's home; it begins with hfn1-."
    );

    public static readonly ProblemKind CodeMistyped = new(
        "HF-1721",
        "A character of the enrolment code is wrong or missing",
        "Copy the line again."
    );

    public static readonly ProblemKind CodeWrong = new(
        "HF-1722",
        "The node does not know this enrolment code",
        "A newer code replaced it: use the one that is now in the node's file enrolment-code."
    );

    public static readonly ProblemKind CodeUsed = new(
        "HF-1723",
        "This enrolment code was used before",
        "Make a new one on the node: holdfast node code."
    );

    public static readonly ProblemKind CodeExpired = new(
        "HF-1724",
        "The enrolment code has expired",
        "Make a new one on the node: holdfast node code."
    );

    public static readonly ProblemKind ClockOff = new(
        "HF-1725",
        "The clocks of node and portal differ too much",
        "Set both by NTP, then try again."
    );

    public static readonly ProblemKind NotEnrolling = new(
        "HF-1726",
        "The node waits for no enrolment",
        "Make an enrolment code on the node: holdfast node code."
    );

    public static readonly ProblemKind OtherKey = new(
        "HF-1727",
        "What answers at the code's address is not the node that made the code",
        "Check the address; somebody may stand between."
    );

    public static readonly ProblemKind TooManyAttempts = new(
        "HF-1728",
        "Too many attempts to enrol this node",
        "Wait a minute."
    );

    public static readonly ProblemKind Unconfirmed = new(
        "HF-1729",
        "The connection was cut while the node stored its certificate",
        "Try again with the same code."
    );

    public static readonly ProblemKind RequestRefused = new(
        "HF-1730",
        "The certificate request is not acceptable",
        "Upgrade the older of the two; if both are the same, report it."
    );

    public static readonly ProblemKind CertificateRefused = new(
        "HF-1731",
        "The issued certificate is not acceptable",
        "Upgrade the older of the two; if both are the same, report it."
    );

    public static readonly ProblemKind IdentityUnreadable = new(
        "HF-1732",
        "The node's identity cannot be read",
        "Give the node access to the file, or remove it and enrol the node again."
    );

    public static readonly ProblemKind Cut = new(
        "HF-1733",
        "The connection was cut during the enrolment",
        "Try again with the same code."
    );
}
