using Holdfast.Model.Problems;

namespace Holdfast.Data.Problems;

/// <summary>The database cannot do what it was asked, for a reason that an administrator can understand and mend.</summary>
public class DatabaseException(Problem problem, Exception? inner = null) : Exception(problem.ToString(), inner)
{
    /// <summary>What is wrong, where, and what to do. Never holds a secret.</summary>
    public Problem Problem { get; } = problem;
}
