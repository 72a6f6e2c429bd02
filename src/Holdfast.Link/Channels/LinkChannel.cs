using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Holdfast.Link.Messages;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Channels;

/// <summary>
/// One connection between a portal and a node: messages both ways, in order. Each is one text message of a WebSocket.
/// See <c>docs/protocols/link.md</c>.
/// </summary>
/// <remarks>
/// Messages are read ahead, up to <see cref="LinkLimits.Waiting"/>, so that pings are answered while a message is worked on; then the
/// sender is held back. A reader that takes nothing for longer than the ping timeout therefore loses the link.
/// Any number of callers may send; one at a time may receive. Whoever got the channel disposes it.
/// </remarks>
public sealed class LinkChannel : IAsyncDisposable
{
    private const int FirstBuffer = 16 * 1024;
    private const int KeptBuffer = 1024 * 1024;

    private readonly WebSocket _socket;
    private readonly LinkLimits _limits;
    private readonly Channel<(LinkMessage Message, int Size)> _received;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _ended = new();
    private readonly HeardStream? _heard;
    private readonly Task _reading;
    private readonly Channel<bool> _taken = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private long _waiting;
    private ArrayBufferWriter<byte> _buffer = new(FirstBuffer);
    private volatile Problem? _why;

    /// <param name="peer">Who the other end is, for people.</param>
    public LinkChannel(WebSocket socket, LinkLimits limits, string peer)
        : this(socket, limits, peer, heard: null) { }

    internal LinkChannel(WebSocket socket, LinkLimits limits, string peer, HeardStream? heard)
    {
        _heard = heard;
        _socket = socket;
        _limits = limits;
        Peer = peer;
        _received = Channel.CreateBounded<(LinkMessage, int)>(
            new BoundedChannelOptions(limits.Waiting) { SingleReader = true, SingleWriter = true }
        );
        _reading = Task.Run(ReadAsync);
    }

    public string Peer { get; }

    /// <summary>
    /// How long nothing has come from the other end, answers to pings included. At the end that dialled; zero at the other.
    /// </summary>
    public TimeSpan Silence => _heard?.Silence ?? TimeSpan.Zero;

    /// <summary>Cancelled as soon as the link is over, also while nobody sends or receives.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Returns when the message is handed to the network; a peer that reads slowly makes it wait.</summary>
    /// <exception cref="LinkException">The link is over, or the message larger than the other end takes.</exception>
    public async Task SendAsync(LinkMessage message, CancellationToken cancel)
    {
        var bytes = LinkJson.Write(message);
        if (bytes.Length > _limits.MaximumSent)
        {
            throw new LinkException(TooLarge(bytes.Length, _limits.MaximumSent));
        }
        await _sending.WaitAsync(cancel);
        try
        {
            // A cancelled send would leave half a message behind and abort the socket: only the end of the link interrupts it.
            await _socket.SendAsync(bytes.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, _ended.Token);
        }
        catch (Exception broken) when (IsEnd(broken))
        {
            throw new LinkException(_why ?? Explain(broken), broken);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The messages of the other end, until it closes in good order.</summary>
    /// <exception cref="LinkException">The link ended in another way.</exception>
    public async IAsyncEnumerable<LinkMessage> ReceiveAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var received in _received.Reader.ReadAllAsync(cancel))
        {
            yield return Taken(received);
        }
    }

    /// <summary>The next message; null: the other end has closed in good order.</summary>
    /// <exception cref="LinkException">The link ended in another way.</exception>
    public async Task<LinkMessage?> ReceiveOneAsync(CancellationToken cancel) =>
        await _received.Reader.WaitToReadAsync(cancel) && _received.Reader.TryRead(out var received)
            ? Taken(received)
            : null;

    /// <summary>Says goodbye and closes in good order, in the time that the limits give. Does not throw when the link is gone.</summary>
    public async Task CloseAsync(string reason, CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel, _ended.Token);
        deadline.CancelAfter(_limits.CloseTimeout);
        try
        {
            await SendAsync(new Goodbye(reason), deadline.Token);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, deadline.Token);
            while (await ReceiveOneAsync(deadline.Token) is not null) { }
        }
        catch (Exception broken) when (IsEnd(broken) || broken is ChannelClosedException)
        {
            _socket.Abort();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_why is not null)
        {
            await _reading;
        }
        _socket.Abort();
        await _ended.CancelAsync();
        await _reading;
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await ReadMessageAsync() is { } received)
            {
                Interlocked.Add(ref _waiting, received.Size);
                await _received.Writer.WriteAsync(received, _ended.Token);
                await RoomAsync();
            }
            Finish(why: null);
        }
        catch (JsonException broken)
        {
            await RefuseAsync(WebSocketCloseStatus.InvalidPayloadData, Garbage(broken.Message));
        }
        catch (LinkException broken)
        {
            await RefuseAsync(WebSocketCloseStatus.MessageTooBig, broken.Problem);
        }
        catch (Exception broken) when (IsEnd(broken))
        {
            Finish(Explain(broken));
        }
        finally
        {
            await _ended.CancelAsync();
        }
    }

    /// <summary>Bytes that were read and not taken yet.</summary>
    internal long Waiting => Interlocked.Read(ref _waiting);

    private LinkMessage Taken((LinkMessage Message, int Size) received)
    {
        Interlocked.Add(ref _waiting, -received.Size);
        _taken.Writer.TryWrite(true);
        return received.Message;
    }

    /// <summary>Messages may be few and large.</summary>
    private async Task RoomAsync()
    {
        while (Waiting > _limits.WaitingBytes)
        {
            await _taken.Reader.ReadAsync(_ended.Token);
        }
    }

    private async Task<(LinkMessage Message, int Size)?> ReadMessageAsync()
    {
        while (true)
        {
            var result = await _socket.ReceiveAsync(_buffer.GetMemory(FirstBuffer), _ended.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await AnswerCloseAsync();
                return null;
            }
            _buffer.Advance(result.Count);
            RefuseWhatIsTooLarge(result.MessageType);
            if (result.EndOfMessage)
            {
                return TakeMessage();
            }
        }
    }

    private void RefuseWhatIsTooLarge(WebSocketMessageType type)
    {
        if (type != WebSocketMessageType.Text)
        {
            throw new JsonException("Only text messages are spoken here.");
        }
        if (_buffer.WrittenCount > _limits.MaximumReceived)
        {
            throw new LinkException(TooLarge(_buffer.WrittenCount, _limits.MaximumReceived));
        }
    }

    private (LinkMessage Message, int Size) TakeMessage()
    {
        var message = (LinkJson.Read(_buffer.WrittenSpan), _buffer.WrittenCount);
        if (_buffer.Capacity > KeptBuffer)
        {
            _buffer = new(FirstBuffer);
        }
        _buffer.ResetWrittenCount();
        return message;
    }

    private async Task AnswerCloseAsync()
    {
        var status = _socket.CloseStatus;
        if (_socket.State == WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, _ended.Token);
        }
        if (status is not (WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.EndpointUnavailable))
        {
            throw new WebSocketException(
                $"The other end closed the link with {status}: {_socket.CloseStatusDescription}"
            );
        }
    }

    /// <summary>
    /// RFC 6455 section 7.4.1: the status tells the other end what we did not like. It reads that only if we wait for its answer, as a
    /// connection closed with unread data is reset.
    /// </summary>
    private async Task RefuseAsync(WebSocketCloseStatus status, Problem problem)
    {
        Finish(problem);
        try
        {
            using var deadline = new CancellationTokenSource(_limits.CloseTimeout);
            await _socket.CloseOutputAsync(status, problem.Id, deadline.Token);
            var rest = new byte[FirstBuffer];
            while (
                (await _socket.ReceiveAsync(rest.AsMemory(), deadline.Token)).MessageType != WebSocketMessageType.Close
            ) { }
        }
        catch (Exception broken) when (IsEnd(broken))
        {
            _socket.Abort();
        }
    }

    private void Finish(Problem? why)
    {
        _why = why ?? LinkProblems.Cut.At(Peer, "The other end has closed it.");
        _received.Writer.TryComplete(why is null ? null : new LinkException(why));
    }

    private Problem Explain(Exception broken) =>
        broken switch
        {
            WebSocketException { WebSocketErrorCode: WebSocketError.Faulted }
            or OperationCanceledException when !_ended.IsCancellationRequested => LinkProblems.Silent.At(
                Peer,
                $"It did not answer a ping within {_limits.PingTimeout.TotalSeconds} s."
            ),
            OperationCanceledException or ObjectDisposedException => LinkProblems.Cut.At(Peer, "We have closed it."),
            _ => LinkProblems.Cut.At(Peer, broken.Message),
        };

    private Problem Garbage(string detail) => LinkProblems.Garbage.At(Peer, detail);

    private Problem TooLarge(int size, int limit) =>
        LinkProblems.TooLarge.At(Peer, $"It has {size} bytes or more, {limit} are allowed.");

    private static bool IsEnd(Exception broken) =>
        broken
            is WebSocketException
                or IOException
                or OperationCanceledException
                or ObjectDisposedException
                or InvalidOperationException;
}
