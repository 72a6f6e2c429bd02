using Holdfast.Model.Problems;

namespace Holdfast.Portal.Sources.Radius;

/// <summary>What can go wrong with RADIUS servers: 2350 to 2359.</summary>
public static class RadiusProblems
{
    public static readonly ProblemKind NotResolved = new(
        "HF-2350",
        "The name of the RADIUS server is not known",
        "Check the name, and the DNS of this machine."
    );

    public static readonly ProblemKind NoAnswer = new(
        "HF-2351",
        "The RADIUS server gives no answer that can be believed",
        "Check address, port and shared secret, whether the server knows this machine as a client, and whether it signs its answers with Message-Authenticator."
    );

    public static readonly ProblemKind PersonRefused = new(
        "HF-2352",
        "The RADIUS server refuses the name and the password",
        "Check both, and look into the log of the server."
    );
}
