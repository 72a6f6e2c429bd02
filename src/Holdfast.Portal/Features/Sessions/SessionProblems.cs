using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Sessions;

public static class SessionProblems
{
    public static readonly ProblemKind Unknown = new(
        "HF-1320",
        "No such session",
        "It may have ended meanwhile; look at the list."
    );

    public static readonly ProblemKind NoAddress = new(
        "HF-1321",
        "This is no IP address",
        "Type an address inside the VPN, such as 10.61.0.17 or fd61::17."
    );

    public static readonly ProblemKind NoTime = new(
        "HF-1322",
        "This is no moment",
        "Give date and time in UTC, such as 2026-11-17T14:00."
    );
}
