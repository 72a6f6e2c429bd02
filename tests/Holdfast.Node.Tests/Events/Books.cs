using Holdfast.Link.Messages;

namespace Holdfast.Node.Tests.Events;

/// <summary>What portals have written down together, in the words of their database: each message is one transaction.</summary>
internal sealed class Books
{
    private readonly Dictionary<Guid, long> _next = [];

    public Dictionary<Guid, Line> Sessions { get; } = [];

    /// <summary>How often each start had an effect.</summary>
    public Dictionary<Guid, int> Starts { get; } = [];

    public EventsStored Store(NodeEvents told)
    {
        var isNew = _next.TryAdd(told.OutboxId, told.First);
        if (isNew && told.Open is { } open)
        {
            Settle(open);
        }

        var next = _next[told.OutboxId];
        var known = (int)Math.Clamp(next - told.First, 0, told.Events.Count);
        foreach (var happened in told.Events.Skip(known))
        {
            Store(happened);
        }

        _next[told.OutboxId] = Math.Max(next, told.First + told.Events.Count);
        return new(told.OutboxId, _next[told.OutboxId]);
    }

    private void Settle(IReadOnlyList<Guid> open)
    {
        foreach (var (id, line) in Sessions)
        {
            line.Ended = open.Contains(id) ? null : line.Ended ?? "not heard of again";
        }
    }

    private void Store(NodeEvent happened)
    {
        switch (happened)
        {
            case SessionStarted started when Sessions.TryAdd(started.SessionId, new()):
                Starts[started.SessionId] = Starts.GetValueOrDefault(started.SessionId) + 1;
                break;
            case SessionCounted counted when Sessions.GetValueOrDefault(counted.SessionId) is { } line:
                line.Received = Math.Max(line.Received, counted.Received);
                break;
            case SessionEnded ended when Sessions.GetValueOrDefault(ended.SessionId) is { } line:
                line.Received = Math.Max(line.Received, ended.Received);
                line.Ended ??= ended.Reason;
                break;
        }
    }

    internal sealed class Line
    {
        public long Received { get; set; }

        public string? Ended { get; set; }
    }
}
