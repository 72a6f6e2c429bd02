using Holdfast.Failover.Configuration;
using Holdfast.Failover.Durable;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Agent;

internal sealed partial class AgentHost
{
    /// <returns>Why the agent cannot live by it; then it lives as before.</returns>
    private async Task<IReadOnlyList<Problem>> ReplaceAsync(FailoverFile wanted)
    {
        var whole = WithDatabase(wanted);
        if (!whole.Succeeded)
        {
            return whole.Problems;
        }

        // What takes its time on a slow disk comes first: from here on no heartbeat leaves until the next agent has begun.
        var boots = (First: BootCounter.Advance(parts.Home.Boot), Second: BootCounter.Advance(parts.Home.Boot));
        if (!boots.First.Succeeded || !boots.Second.Succeeded)
        {
            return [.. boots.First.Problems, .. boots.Second.Problems];
        }

        var before = _agent is null ? null : _file;
        var carried =
            _agent is { File: var lived } && Carried.IsPossible(lived, whole.Value) ? await LeaveAsync() : null;
        if (carried is null)
        {
            await EndAgentAsync();
        }

        var problems = await StartAsync(wanted, boots.First.Value, carried);
        if (problems.Count > 0 && before is not null)
        {
            var back = await StartAsync(before, boots.Second.Value, carried);
            _trouble = back.Count > 0 ? back[0] : null;
            await (back.Count > 0 ? EndDatabaseAsync(carried) : ValueTask.CompletedTask);
        }

        return problems;
    }

    private async Task<Carried> LeaveAsync()
    {
        var leaving = _agent!;
        _agent = null;
        var carried = await leaving.LeaveAsync();
        await leaving.DisposeAsync();
        return carried;
    }

    private async Task EndAgentAsync()
    {
        if (_agent is { } ending)
        {
            _agent = null;
            await ending.EndAsync();
            await ending.DisposeAsync();
        }
    }
}
