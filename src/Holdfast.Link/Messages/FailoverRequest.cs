using Holdfast.Model.Failover;

namespace Holdfast.Link.Messages;

/// <summary>Asks the agent of the node's machine. Only to a node whose status has networks. Answered by <see cref="FailoverAnswer"/>.</summary>
/// <param name="Id">For the answer.</param>
/// <param name="Plan">For <see cref="FailoverCommand.Validate"/>.</param>
/// <param name="Unit">Null: all units.</param>
/// <param name="Successor">For <see cref="FailoverCommand.SwitchOver"/>: a member; null: whoever is best.</param>
public sealed record FailoverRequest(
    Guid Id,
    FailoverCommand Command,
    MachinePlan? Plan = null,
    int? Unit = null,
    int? Successor = null
) : LinkMessage;

public enum FailoverCommand
{
    /// <summary>Nothing; the answer says what the node's clock shows.</summary>
    Clock,

    /// <summary>Looks whether the plan would work on the machine, and changes nothing.</summary>
    Validate,

    SwitchOver,

    Hold,

    Release,

    /// <summary>Says whether the agent would give its group up when it is told to, and changes nothing.</summary>
    MayForget,
}

/// <summary>The answer to a <see cref="FailoverRequest"/>.</summary>
/// <param name="At">By the node's clock, when it answered.</param>
/// <param name="Refused">Why nothing was done, for people; null: it was, or has begun.</param>
/// <param name="Rows">What was looked at.</param>
public sealed record FailoverAnswer(Guid Id, DateTimeOffset At, string? Refused, IReadOnlyList<CheckRow> Rows)
    : LinkMessage;
