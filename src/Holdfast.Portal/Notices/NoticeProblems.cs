using Holdfast.Model.Problems;

namespace Holdfast.Portal.Notices;

/// <summary>What can be wrong with notices and their settings. 2100 to 2119; mail has 2120 to 2139, webhooks 2140 to 2149.</summary>
public static class NoticeProblems
{
    public static readonly ProblemKind UnknownDelivery = new(
        "HF-2100",
        "No such notice",
        "It may be delivered or forgotten meanwhile; look at the list."
    );

    public static readonly ProblemKind UnknownWebhook = new(
        "HF-2101",
        "No such webhook",
        "It may have been removed meanwhile; look at the list."
    );

    public static readonly ProblemKind NoMailServer = new(
        "HF-2102",
        "No mail server is set",
        "Set one on the page Notices."
    );

    public static readonly ProblemKind BadHost = new(
        "HF-2103",
        "Not the name of a server",
        "Write a host name or an address, without a port."
    );

    public static readonly ProblemKind BadPort = new("HF-2104", "Not a port", "Write a number from 1 to 65535.");

    public static readonly ProblemKind PlainNotAllowed = new(
        "HF-2105",
        "Mail without TLS goes to this machine only",
        "Choose STARTTLS or TLS, or use a mail server on localhost."
    );

    public static readonly ProblemKind BadMailAddress = new(
        "HF-2106",
        "Not a mail address",
        "Write it as name@example.org; a domain in another script in its form with xn--."
    );

    public static readonly ProblemKind BadUser = new(
        "HF-2107",
        "The sign-in at the mail server is not complete",
        "Give both the user and the password, or neither."
    );

    public static readonly ProblemKind UnknownKind = new(
        "HF-2108",
        "No such kind of notice",
        "Use one of those that the page Notices shows."
    );

    public static readonly ProblemKind TooMany = new("HF-2109", "There are too many", "Remove some of them.");

    public static readonly ProblemKind BadWebhook = new(
        "HF-2110",
        "Not an address for a webhook",
        "Use an address that begins with https://, or with http:// on this machine, without user and password."
    );

    public static readonly ProblemKind BadSecret = new(
        "HF-2111",
        "The secret of a webhook is not good",
        "Use 16 to 200 printable characters without spaces; behind whsec_ base64 of 16 to 64 bytes."
    );
}
