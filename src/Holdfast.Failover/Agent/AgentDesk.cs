using Holdfast.Failover.Control;
using Holdfast.Failover.Health;
using Holdfast.Linux.Lines;

namespace Holdfast.Failover.Agent;

/// <summary>Takes what comes in through the control socket to the agent's thread.</summary>
internal sealed class AgentDesk(AgentLoop loop, CommandDesk commands, Watchers watchers, ReportedHealth health)
    : IControlDesk
{
    public Task<ControlAnswer?> ObeyAsync(ControlRequest request, LineCaller caller) =>
        loop.AskAsync(now =>
            request.Command switch
            {
                ControlCommand.Watch => Watch(caller, now),
                ControlCommand.Health => Hear(request, caller, now),
                _ => commands.Obey(request, now),
            }
        );

    public void Leave(LineCaller caller) =>
        loop.Post(now =>
        {
            watchers.Remove(caller);
            health.Leave(caller, now);
        });

    private ControlAnswer? Watch(LineCaller caller, TimeSpan now) =>
        watchers.TryAdd(caller, now)
            ? null
            : new ControlAnswer($"There are {Watchers.Most} watchers already.", Status: null);

    /// <summary>Reports come often, so the answer is short.</summary>
    private ControlAnswer Hear(ControlRequest request, LineCaller caller, TimeSpan now)
    {
        var (report, refused) = HealthReports.Of(request);
        return new ControlAnswer(report is null ? refused : health.Hear(report, caller, now), Status: null);
    }
}
