using Holdfast.Link.Channels;
using Holdfast.Link.Handshakes;
using Holdfast.Link.Messages;
using Holdfast.Node.Applying;

namespace Holdfast.Node.Linking;

/// <summary>One link with one portal: takes what it wants, tells what is.</summary>
internal sealed partial class PortalSession(NodeDesk desk, LinkChannel channel, string portalId)
{
    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StatusCheck = TimeSpan.FromMilliseconds(500);

    /// <summary>Questions of one portal to the failover agent at a time. Arbitrary, may be changed.</summary>
    private const int MostAsked = 16;

    private readonly Outgoing _outgoing = new();
    private readonly EventSender _events = new(desk.Outbox, channel, desk.Time);
    private int _asked;

    /// <exception cref="LinkException">The link ended.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        var hello = await LinkHandshake.AnswerAsync(channel, desk.Hello(), cancel);
        if (!hello.Succeeded)
        {
            throw new LinkException(hello.Problems[0]);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel, channel.Ended);
        using var listening = desk.Applier.Listen(_outgoing.Post);
        _outgoing.Post(desk.Applier.Applied);
        await RunAllAsync(over);
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>The first that ends, ends all; its word counts.</summary>
    private async Task RunAllAsync(CancellationTokenSource over)
    {
        Task[] all =
        [
            ReceiveAsync(over.Token),
            SendAsync(over.Token),
            TellStatusAsync(over.Token),
            _events.RunAsync(over.Token),
            desk.Renewal.RunAsync(_outgoing.Post, over.Token),
        ];
        var first = await Task.WhenAny(all);
        await over.CancelAsync();
        await Task.WhenAll(all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (first.IsFaulted)
        {
            await first;
        }
    }

    private async Task ReceiveAsync(CancellationToken cancel)
    {
        await foreach (var message in channel.ReceiveAsync(cancel))
        {
            if (PortalClaims.Doubt(message, portalId) is { } doubt)
            {
                throw new LinkException(doubt);
            }

            switch (message)
            {
                case Snapshot or Delta:
                    desk.Applier.Take(new Offer(message, _outgoing.Post));
                    break;
                case EventsStored stored:
                    _events.Stored(stored);
                    break;
                case CertificateIssued issued:
                    Take(issued);
                    break;
                case FailoverWanted wanted:
                    desk.Agent.Want(wanted);
                    break;
                case FailoverRequest request:
                    BeginToAnswer(request, cancel);
                    break;
                case Goodbye:
                    return;
                default:
                    Log.Unexpected(desk.Logger, portalId, message.GetType().Name);
                    break;
            }
        }
    }

    /// <summary>Others are not held up by what takes the agent its time; a portal that asks too much is refused.</summary>
    private void BeginToAnswer(FailoverRequest request, CancellationToken cancel)
    {
        if (Interlocked.Increment(ref _asked) > MostAsked)
        {
            Interlocked.Decrement(ref _asked);
            _outgoing.Post(new FailoverAnswer(request.Id, desk.Time.GetUtcNow(), "Too much is asked at once.", []));
            return;
        }

        _ = AnswerAsync(request, cancel);
    }

    private async Task AnswerAsync(FailoverRequest request, CancellationToken cancel)
    {
        try
        {
            _outgoing.Post(await desk.Agent.AnswerAsync(request, cancel));
        }
        catch (OperationCanceledException)
        {
            // The link ended; nobody waits for it.
        }
        finally
        {
            Interlocked.Decrement(ref _asked);
        }
    }

    private void Take(CertificateIssued issued)
    {
        if (desk.Renewal.Take(issued) is { } problem)
        {
            Log.CertificateRefused(desk.Logger, problem);
        }
        else
        {
            Log.CertificateRenewed(desk.Logger, issued.Purpose);
        }
    }

    private async Task SendAsync(CancellationToken cancel)
    {
        while (true)
        {
            await channel.SendAsync(await _outgoing.NextAsync(cancel), cancel);
        }
    }

    private async Task TellStatusAsync(CancellationToken cancel)
    {
        NodeStatus? told = null;
        using var timer = new PeriodicTimer(StatusCheck, desk.Time);
        do
        {
            var now = desk.Status.Now();
            if (told is null || now.At - told.At >= StatusEvery || !StatusReport.AreAlike(now, told))
            {
                await channel.SendAsync(now, cancel);
                told = now;
            }
        } while (await timer.WaitForNextTickAsync(cancel));
    }
}
