using Holdfast.Failover.Control;

namespace Holdfast.Failover.Agent;

/// <summary>Takes what comes in through the control socket to the agent's thread.</summary>
internal sealed class AgentDesk(AgentLoop loop, CommandDesk commands, Watchers watchers) : IControlDesk
{
    public Task<ControlAnswer?> ObeyAsync(ControlRequest request, ControlCaller caller) =>
        loop.AskAsync(now =>
            request.Command == ControlCommand.Watch ? Watch(caller, now) : commands.Obey(request, now)
        );

    public void Leave(ControlCaller caller) => loop.Post(_ => watchers.Remove(caller));

    private ControlAnswer? Watch(ControlCaller caller, TimeSpan now) =>
        watchers.TryAdd(caller, now)
            ? null
            : new ControlAnswer($"There are {Watchers.Most} watchers already.", Status: null);
}
