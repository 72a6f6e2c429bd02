using Holdfast.Model.Problems;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.OAuth;

/// <summary>What becomes of an app's request to act for somebody.</summary>
public interface IAppApproval
{
    /// <param name="query">Of the request, as it came.</param>
    Task<ApprovalStep> BeginAsync(string query, Visitor visitor, CancellationToken cancel);

    /// <param name="query">Of the request, as it came: the form posts to its own address.</param>
    Task<ApprovalStep> DecideAsync(string query, bool approve, Visitor visitor, CancellationToken cancel);
}

public abstract record ApprovalStep
{
    private ApprovalStep() { }

    /// <summary>Ask the person.</summary>
    public sealed record Ask(string AppName, string ClientId) : ApprovalStep;

    /// <summary>Back to the app.</summary>
    public sealed record GoTo(string Address) : ApprovalStep;

    /// <summary>Back to the app by a form that the browser posts.</summary>
    public sealed record PostTo(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields) : ApprovalStep;

    /// <summary>Something that is open to the person needs a second factor, and none was proven.</summary>
    public sealed record NeedFactor : ApprovalStep;

    /// <summary>The request is not trusted; the app is not told.</summary>
    public sealed record Refuse(Problem Problem) : ApprovalStep;
}
