using System.Collections.Concurrent;
using Holdfast.Link.Messages;

namespace Holdfast.Portal.Failover;

/// <summary>Questions to the failover agents of nodes, over whichever link stands now. Thread-safe.</summary>
public sealed class MachineQuestions(TimeProvider clock)
{
    /// <summary>A check takes a second for each address at most, and a machine that does not answer is bad news after that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, Func<LinkMessage, CancellationToken, Task>> _links = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentDictionary<Guid, (string Node, TaskCompletionSource<FailoverAnswer> Answer)> _open =
        new();

    /// <summary>A link to the node stands, until the result is disposed of.</summary>
    public IDisposable Linked(string nodeId, Func<LinkMessage, CancellationToken, Task> send)
    {
        _links[nodeId] = send;
        return new Standing(() => _links.TryRemove(KeyValuePair.Create(nodeId, send)));
    }

    /// <summary>What a node says counts only for what it was asked.</summary>
    public void Heard(string nodeId, FailoverAnswer answer)
    {
        if (_open.TryGetValue(answer.Id, out var question) && question.Node == nodeId)
        {
            question.Answer.TrySetResult(answer);
        }
    }

    /// <returns>Null: there is no link, or no answer in time.</returns>
    public async Task<FailoverAnswer?> AskAsync(string nodeId, FailoverRequest request, CancellationToken cancel)
    {
        if (!_links.TryGetValue(nodeId, out var send))
        {
            return null;
        }

        var answer = new TaskCompletionSource<FailoverAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open[request.Id] = (nodeId, answer);
        try
        {
            await send(request, cancel);
            return await answer.Task.WaitAsync(Patience, clock, cancel);
        }
        catch (Exception e) when (e is TimeoutException or Link.Channels.LinkException)
        {
            return null;
        }
        finally
        {
            _open.TryRemove(request.Id, out _);
        }
    }

    private sealed class Standing(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
