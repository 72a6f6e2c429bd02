using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Audit;

public static class AuditProblems
{
    public static readonly ProblemKind NoTime = new(
        "HF-1470",
        "This is no day and no moment",
        "Give a day such as 2026-11-17, or a moment in UTC such as 2026-11-17T14:00."
    );
}
