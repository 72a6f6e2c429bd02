using Holdfast.Link.Channels;
using Holdfast.Link.Messages;
using Holdfast.Node.Events;

namespace Holdfast.Node.Linking;

/// <summary>
/// Sends what the outbox holds on one link, oldest first, until the portal has stored it. Links take turns: only one sends at a time.
/// </summary>
internal sealed class EventSender(Outbox outbox, LinkChannel channel, TimeProvider time)
{
    /// <summary>Events in one message: at 300 bytes each far below what a portal takes.</summary>
    private const int Most = 500;

    /// <summary>A portal that needs longer lets another one try.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Stored(EventsStored stored)
    {
        outbox.Stored(stored);
        Interlocked.Exchange(ref _stored, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            await outbox.Turn.WaitAsync(cancel);
            try
            {
                while (await SendAsync(cancel)) { }
            }
            finally
            {
                outbox.Turn.Release();
            }

            await Task.Delay(Patience, time, cancel);
        }
    }

    /// <returns>False: the portal did not store them in time.</returns>
    private async Task<bool> SendAsync(CancellationToken cancel)
    {
        var arrived = outbox.ArrivedAsync();
        if (outbox.Oldest(Most) is not { } events)
        {
            await arrived.WaitAsync(cancel);
            return true;
        }

        var stored = _stored.Task;
        await channel.SendAsync(events, cancel);
        try
        {
            await stored.WaitAsync(Patience, time, cancel);
            return !outbox.Keeps(events);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
