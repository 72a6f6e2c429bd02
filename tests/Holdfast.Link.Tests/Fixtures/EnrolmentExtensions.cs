using Holdfast.Link.Enrolling;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Tests.Fixtures;

internal static class EnrolmentExtensions
{
    /// <summary>With the line that the administrator carries.</summary>
    public static Task<Outcome<EnrolledNode>> EnrolAsync(
        this Enrolment enrolment,
        string code,
        string nodeId,
        CancellationToken cancel
    ) => enrolment.EnrolAsync(EnrolmentCode.Parse(code).Value!, nodeId, cancel);
}
