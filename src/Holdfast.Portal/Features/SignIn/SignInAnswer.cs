using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>What came of signing in: nothing is in the way, or this.</summary>
public sealed record SignInAnswer(Problem? Problem, SignInChallenge? Challenge)
{
    public static readonly SignInAnswer Done = new(null, null);

    public static SignInAnswer Refused(Problem problem) => new(problem, null);
}
