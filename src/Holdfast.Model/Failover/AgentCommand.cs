using System.Text.Json;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Json;

namespace Holdfast.Model.Failover;

/// <summary>One line to the agent of the same machine. See docs/protocols/failover-control.md.</summary>
/// <param name="Command">Such as <c>status</c>.</param>
/// <param name="Configuration">For <c>configure</c> and <c>validate</c>.</param>
/// <param name="Revision">For <c>configure</c> without a configuration.</param>
/// <param name="Unit">Null: all.</param>
/// <param name="Successor">For <c>switch-over</c>: a member; null: whoever is best.</param>
public sealed record AgentCommand(
    string Command,
    MachinePlan? Configuration = null,
    Revision? Revision = null,
    int? Unit = null,
    int? Successor = null
)
{
    /// <summary>With the line feed.</summary>
    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, ModelJson.Options), (byte)'\n'];
}
