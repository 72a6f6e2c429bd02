using Holdfast.Model.Problems;

namespace Holdfast.Portal.Hosting;

/// <summary>The portal cannot start; whoever started it shows the problem and ends.</summary>
public sealed class StartException(Problem problem) : Exception(problem.ToString())
{
    public Problem Problem => problem;
}
