using Holdfast.Failover.Durable;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Agent;

/// <summary>What an agent has as long as its process lives, whatever its configuration.</summary>
internal sealed class AgentParts : IAsyncDisposable
{
    public AgentParts(AgentHome home, TimeProvider time, ILoggerFactory loggers)
    {
        (Home, Time, Began) = (home, time, time.GetTimestamp());
        Log = loggers.CreateLogger<RunningAgent>();
        History = new History(home.History, Log);
        Watchers = new Watchers((_, _) => throw new InvalidOperationException("Nobody watches what is not there."));
    }

    public AgentHome Home { get; }

    public TimeProvider Time { get; }

    /// <summary>The beginning of the agent's monotonic time.</summary>
    public long Began { get; }

    public ILogger Log { get; }

    public History History { get; }

    public Watchers Watchers { get; }

    public ValueTask DisposeAsync() => History.DisposeAsync();
}
