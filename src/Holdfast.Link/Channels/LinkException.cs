using Holdfast.Model.Problems;

namespace Holdfast.Link.Channels;

/// <summary>The link is over, and not in good order.</summary>
#pragma warning disable RCS1194, CA1032 // Without a problem there is nothing to say.
public sealed class LinkException : IOException
#pragma warning restore RCS1194, CA1032
{
    public LinkException(Problem problem, Exception? inner = null)
        : base(problem.ToString(), inner) => Problem = problem;

    public Problem Problem { get; }
}
