using Holdfast.Failover.Control;
using Holdfast.Model.Problems;
using Holdfast.Terminals;

namespace Holdfast.Failover;

/// <summary>Tells a person what the agent answered.</summary>
internal static class AgentConversation
{
    /// <returns>The exit code.</returns>
    public static async Task<int> TellAsync(Terminal terminal, Outcome<ControlAnswer> answer)
    {
        foreach (var problem in answer.Problems)
        {
            await terminal.ComplainAsync(problem);
        }

        if (!answer.Succeeded)
        {
            return ExitCodes.NotRunning;
        }

        if (answer.Value.Refused is { } why)
        {
            await terminal.ComplainAsync(AgentProblems.Refused.At("", why));
            return ExitCodes.Refused;
        }

        if (answer.Value is { Status: null, Configuration: { } configuration })
        {
            await terminal.ComplainAsync(AgentProblems.NotConfigured.At("", configuration.Trouble ?? ""));
            return ExitCodes.Refused;
        }

        return ExitCodes.Done;
    }
}
