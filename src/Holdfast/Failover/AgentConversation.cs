using Holdfast.Failover.Control;
using Holdfast.Model.Problems;
using Holdfast.Terminals;

namespace Holdfast.Failover;

/// <summary>Tells a person what the agent answered.</summary>
internal static class AgentConversation
{
    /// <returns>The exit code.</returns>
    public static Task<int> TellAsync(Terminal terminal, Outcome<ControlAnswer> answer) =>
        ServiceAnswer.TellAsync(terminal, answer, Refusal);

    private static Problem? Refusal(ControlAnswer answer) =>
        answer switch
        {
            { Refused: { } why } => AgentProblems.Refused.At("", why),
            { Status: null, Configuration: { } configuration } => AgentProblems.NotConfigured.At(
                "",
                configuration.Trouble ?? ""
            ),
            _ => null,
        };
}
