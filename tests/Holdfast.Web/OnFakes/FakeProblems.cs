using Holdfast.Model.Problems;

namespace Holdfast.Web.OnFakes;

internal static class FakeProblems
{
    public static readonly ProblemKind WrongPassword = new("HF-0001", "Not right", "Check both and try again.");
    public static readonly ProblemKind Refused = new("HF-0002", "Not possible", "Choose something else.");
}
