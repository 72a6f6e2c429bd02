using Holdfast.Model.Problems;

namespace Holdfast.Portal.Secrets;

/// <summary>A secret in the database cannot be opened: another master key, or damage.</summary>
public sealed class SecretException(Problem problem) : Exception(problem.ToString())
{
    public Problem Problem => problem;
}
