using Holdfast.Model.Problems;

namespace Holdfast.Portal.Notices.Webhooks;

/// <summary>Why a webhook did not take a notice. 2140 to 2149.</summary>
public static class WebhookProblems
{
    public static readonly ProblemKind NotResolved = new(
        "HF-2140",
        "The webhook's name is not known",
        "Check the name, and whether this machine can ask its DNS servers."
    );

    public static readonly ProblemKind NotReached = new(
        "HF-2141",
        "The webhook is not reached",
        "Check the port, and whether a firewall is between this machine and the receiver."
    );

    public static readonly ProblemKind TimedOut = new(
        "HF-2142",
        "The webhook does not answer in time",
        "A receiver should answer at once and work afterwards."
    );

    public static readonly ProblemKind Certificate = new(
        "HF-2143",
        "The webhook's certificate is not trusted",
        "Use the name that stands in the certificate; put a private authority into this machine's trust store."
    );

    public static readonly ProblemKind Refused = new(
        "HF-2144",
        "The webhook refuses the notice",
        "Its status and first words say why; an answer from 200 to 299 is a yes."
    );

    public static readonly ProblemKind Redirected = new(
        "HF-2145",
        "The webhook points elsewhere",
        "Holdfast follows nobody; enter the address that is meant."
    );

    public static readonly ProblemKind Forbidden = new(
        "HF-2146",
        "The webhook is where Holdfast must not go",
        "Addresses of clouds' metadata services, link-local and multicast addresses are refused; http:// goes to this machine only."
    );

    public static readonly ProblemKind NotHttp = new(
        "HF-2147",
        "What answers is no web server",
        "Check address and port."
    );
}
