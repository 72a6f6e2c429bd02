using Holdfast.Model.Problems;

namespace Holdfast.Portal.Notices.Smtp;

/// <summary>Why a mail was not taken. 2120 to 2139.</summary>
public static class SmtpProblems
{
    public static readonly ProblemKind NotResolved = new(
        "HF-2120",
        "The mail server's name is not known",
        "Check the name, and whether this machine can ask its DNS servers."
    );

    public static readonly ProblemKind NotReached = new(
        "HF-2121",
        "The mail server is not reached",
        "Check the port, and whether a firewall is between this machine and the server."
    );

    public static readonly ProblemKind TimedOut = new(
        "HF-2122",
        "The mail server does not answer in time",
        "Check the port: a server that expects TLS from the first byte stays silent to STARTTLS, and the other way round."
    );

    public static readonly ProblemKind Certificate = new(
        "HF-2123",
        "The mail server's certificate is not trusted",
        "Use the name that stands in the certificate; put a private authority into this machine's trust store."
    );

    public static readonly ProblemKind NoTls = new(
        "HF-2124",
        "The mail server does not speak TLS",
        "Check the port and the kind of encryption. Holdfast does not go on without TLS."
    );

    public static readonly ProblemKind NoSignIn = new(
        "HF-2125",
        "The mail server offers no sign-in that Holdfast knows",
        "Use the port for submission, mostly 587 or 465; or leave user and password empty."
    );

    public static readonly ProblemKind SignInFailed = new(
        "HF-2126",
        "The mail server refuses user and password",
        "Check both; some servers want a password of its own for each program."
    );

    public static readonly ProblemKind SenderRefused = new(
        "HF-2127",
        "The mail server refuses the sender",
        "Use a sender that the user may write as."
    );

    public static readonly ProblemKind RecipientRefused = new(
        "HF-2128",
        "The mail server refuses the recipient",
        "Check the address; a server that asks for a sign-in refuses strangers here."
    );

    public static readonly ProblemKind MessageRefused = new(
        "HF-2129",
        "The mail server refuses the message",
        "The server's words say why."
    );

    public static readonly ProblemKind Busy = new(
        "HF-2130",
        "The mail server takes no mail at present",
        "Holdfast tries again by itself."
    );

    public static readonly ProblemKind NotSmtp = new(
        "HF-2131",
        "What answers is no mail server",
        "Check name, port and kind of encryption."
    );

    public static readonly ProblemKind HungUp = new(
        "HF-2132",
        "The mail server hung up",
        "Check the kind of encryption; the server's log says more."
    );
}
