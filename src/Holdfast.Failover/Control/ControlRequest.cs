using System.Text.Json;
using Holdfast.Model.DesiredState;

namespace Holdfast.Failover.Control;

/// <summary>One line from who commands the agent; the answer is one line too. See docs/protocols/failover-control.md.</summary>
public sealed record ControlRequest
{
    public required ControlCommand Command { get; init; }

    /// <summary>Vrid; null: all units.</summary>
    public int? Unit { get; init; }

    /// <summary>For <see cref="ControlCommand.SwitchOver"/>: the member that is to be active; null: whoever is best.</summary>
    public int? Successor { get; init; }

    /// <summary>For <see cref="ControlCommand.Health"/>, as the rest: who reports.</summary>
    public string? Source { get; init; }

    public bool? Healthy { get; init; }

    public bool? Certain { get; init; }

    public string? Reason { get; init; }

    public int? GoodForMilliseconds { get; init; }

    /// <summary>
    /// For <see cref="ControlCommand.Configure"/> and <see cref="ControlCommand.Validate"/>: what would stand in <c>failover.json</c>. Left
    /// out: for the first none, for the second what the agent has.
    /// </summary>
    public JsonElement? Configuration { get; init; }

    /// <summary>For <see cref="ControlCommand.Configure"/> without a configuration: who is older is not obeyed.</summary>
    public Revision? Revision { get; init; }

    /// <summary>A configuration has secrets.</summary>
    public override string ToString() => $"{Command}";
}
