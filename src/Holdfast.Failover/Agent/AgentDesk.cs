using Holdfast.Failover.Control;
using Holdfast.Failover.Health;

namespace Holdfast.Failover.Agent;

/// <summary>Takes what comes in through the control socket to the agent's thread.</summary>
internal sealed class AgentDesk(AgentLoop loop, CommandDesk commands, Watchers watchers, ReportedHealth health)
    : IControlDesk
{
    public Task<ControlAnswer?> ObeyAsync(ControlRequest request, ControlCaller caller) =>
        loop.AskAsync(now =>
            request.Command switch
            {
                ControlCommand.Watch => Watch(caller, now),
                ControlCommand.Health => Hear(request, caller, now),
                _ => commands.Obey(request, now),
            }
        );

    public void Leave(ControlCaller caller) =>
        loop.Post(now =>
        {
            watchers.Remove(caller);
            health.Leave(caller, now);
        });

    private ControlAnswer? Watch(ControlCaller caller, TimeSpan now) =>
        watchers.TryAdd(caller, now)
            ? null
            : new ControlAnswer($"There are {Watchers.Most} watchers already.", Status: null);

    /// <summary>Reports come often, so the answer is short.</summary>
    private ControlAnswer Hear(ControlRequest request, ControlCaller caller, TimeSpan now)
    {
        var (report, refused) = HealthReports.Of(request);
        return new ControlAnswer(report is null ? refused : health.Hear(report, caller, now), Status: null);
    }
}
